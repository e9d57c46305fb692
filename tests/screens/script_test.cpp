#include "kiosk/app/script.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/screens/demo_kiosk.h"

namespace linli::demo {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class ScriptTest : public testing::Test {
  protected:
    ScriptTest() {
        std::string name = (std::filesystem::temp_directory_path() / "linli-script-XXXXXX").string();
        folder = mkdtemp(name.data());
    }
    ~ScriptTest() override { std::filesystem::remove_all(folder); }

    std::string write(const std::string& name, const std::string& text) {
        std::ofstream(folder / name) << text;
        return (folder / name).string();
    }
    std::string read(const std::string& name) {
        std::ostringstream text;
        text << std::ifstream(folder / name).rdbuf();
        return text.str();
    }
    static std::size_t write_all(int fd, std::string_view text) {
        return static_cast<std::size_t>(::write(fd, text.data(), text.size()));
    }
    int run(const std::string& path, const std::string& vars = "") {
        auto script = app::Script::open(kiosk, path, vars);
        if (!script) {
            error = script.error().message;
            return -1;
        }
        double now = 0;
        for (int i = 0; i < 100000; ++i) {
            const auto again = (*script)->poll(now);
            if (const auto code = (*script)->exit_code()) return *code;
            now = std::max(now + 0.016, again.value_or(now));
            kiosk.frame();
        }
        return -2;
    }

    Kiosk kiosk;
    std::filesystem::path folder;
    std::string error;
};

TEST_F(ScriptTest, EndsWithZeroAndWritesWhatItKept) {
    const std::string vars = write("vars", "OLD=1\n");
    EXPECT_EQ(run(write("a.journey", "tap home.ask\nkeep receipt.code CODE\n"), vars), 0);
    EXPECT_EQ(read("vars"), "CODE=K7Q4-29MF\nOLD=1\n");
}

TEST_F(ScriptTest, EndsWithOneAndASentenceAtTheFirstFailure) {
    testing::internal::CaptureStderr();
    EXPECT_EQ(run(write("b.journey", "tap home.none\ntap home.ask\n")), 1);
    EXPECT_THAT(testing::internal::GetCapturedStderr(),
                StartsWith((folder / "b.journey").string() + ":1: expected home.none, on screen home:"));
    EXPECT_EQ(kiosk.state.page, "home");
}

TEST_F(ScriptTest, RefusesAFileThatItCannotReadOrUnderstand) {
    EXPECT_EQ(run((folder / "none").string()), -1);
    EXPECT_THAT(error, HasSubstr("cannot be opened"));
    EXPECT_EQ(run(write("c.journey", "\ntop x\n")), -1);
    EXPECT_THAT(error, HasSubstr("c.journey:2: expected a step, not top"));
}

TEST_F(ScriptTest, AnswersEachLineOfStdin) {
    int pipes[2] = {};
    ASSERT_EQ(pipe(pipes), 0);
    const int before = dup(STDIN_FILENO);
    dup2(pipes[0], STDIN_FILENO);
    const std::string_view lines = "tap home.ask\n# nothing\ntap nowhere\noops\nkeep receipt.code C\nexpect \"$C\"\n";
    ASSERT_EQ(write_all(pipes[1], lines), lines.size());
    close(pipes[1]);
    testing::internal::CaptureStdout();
    const int code = run("-");
    const std::string answers = testing::internal::GetCapturedStdout();
    dup2(before, STDIN_FILENO);
    close(before);
    close(pipes[0]);
    EXPECT_EQ(code, 0);
    std::vector<std::string> got;
    std::istringstream stream(answers);
    for (std::string line; std::getline(stream, line);) got.push_back(line);
    ASSERT_EQ(got.size(), 6U) << answers;
    EXPECT_EQ(got[0], "ok");
    EXPECT_EQ(got[1], "ok");
    EXPECT_THAT(got[2], StartsWith("error: -:3: expected nowhere, on screen receipt:"));
    EXPECT_EQ(got[3], "error: -:4: expected a step, not oops");
    EXPECT_EQ(got[4], "ok");
    EXPECT_EQ(got[5], "ok");
}

}  // namespace
}  // namespace linli::demo
