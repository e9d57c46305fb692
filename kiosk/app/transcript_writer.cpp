#include "kiosk/app/transcript_writer.h"

#include <utility>

namespace linli::app {

void TranscriptWriter::frame(const ui::Transcript& transcript) {
    std::string lines = transcript.lines();
    if (lines == m_last) return;
    std::fwrite(lines.data(), 1, lines.size(), m_out);
    std::fputc('\n', m_out);
    std::fflush(m_out);
    m_last = std::move(lines);
}

}  // namespace linli::app
