#include "kiosk/app/transcript_writer.h"

#include <gtest/gtest.h>

namespace linli::app {
namespace {

TEST(TranscriptWriter, WritesWhatIsNewAndOnlyThat) {
    ui::Transcript transcript;
    ui::Record screen;
    screen.kind = "screen";
    screen.id = "home";
    screen.text = "a\tb\nc";
    transcript.records.push_back(screen);
    testing::internal::CaptureStdout();
    TranscriptWriter writer(stdout);
    writer.frame(transcript);
    writer.frame(transcript);
    transcript.records.front().id = "form";
    writer.frame(transcript);
    const std::string out = testing::internal::GetCapturedStdout();
    EXPECT_EQ(
        out,
        "screen\thome\ta b c\t0\t0\t0\t0\t1\t0.00\t\t\t\t0\n\nscreen\tform\ta b c\t0\t0\t0\t0\t1\t0.00\t\t\t\t0\n\n");
}

}  // namespace
}  // namespace linli::app
