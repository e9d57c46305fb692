// `--script FILE|-` and `--vars FILE`: a journey from a file, or typed in and answered line by line. UI thread only.
//
// From a file: the first failure ends it with its sentence on stderr and exit code 1; the end of the file with 0.
// From stdin: each line is answered on stdout by `ok` or `error: ...`, and the end of input ends it with 0.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "kiosk/app/journey.h"
#include "kiosk/base/result.h"

namespace linli::app {

class Script {
  public:
    static constexpr std::size_t max_line = 16384;      // bytes of one line on stdin
    static constexpr std::size_t max_file = 4u << 20U;  // bytes of a journey or of variables

    /// `path` "-" reads stdin; `vars` may be empty. Errors: NotFound, Invalid (with FILE:LINE), TooLarge.
    static Result<std::unique_ptr<Script>> open(JourneyHost& host, const std::string& path, const std::string& vars);

    /// Takes the journey on as far as it goes; when to call again, unless a frame comes first.
    std::optional<double> poll(double now);
    /// Set once it has ended; the variables are written by then.
    [[nodiscard]] std::optional<int> exit_code() const { return m_exit; }

  private:
    Script(JourneyHost& host, std::string path, std::string vars);
    void finish(int code);
    bool read_line();
    void answer(const std::string& line);
    std::optional<double> poll_typed(double now);

    Journey m_journey;
    std::string m_vars;
    std::optional<int> m_exit;
    bool m_typed = false;
    bool m_answering = false;
    bool m_end_of_input = false;
    int m_line = 0;
    std::string m_buffer;
};

}  // namespace linli::app
