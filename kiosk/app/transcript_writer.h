// `--transcript`: every presented frame's transcript, one after the other with an empty line between, on a stream.
// UI thread only.
#pragma once

#include <cstdio>
#include <string>

#include "kiosk/ui/transcript.h"

namespace linli::app {

class TranscriptWriter {
  public:
    /// `out` must outlive this and is not closed.
    explicit TranscriptWriter(std::FILE* out) : m_out(out) {}
    /// Writes it unless it is what was written last; a frame that only looks different is not news.
    void frame(const ui::Transcript& transcript);

  private:
    std::FILE* m_out;
    std::string m_last;
};

}  // namespace linli::app
