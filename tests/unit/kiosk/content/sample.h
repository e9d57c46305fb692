// The sample station for the tests of this folder.
#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kiosk/content/load.h"

namespace linli::content {

inline std::vector<SourceFile> sample_files() {
    auto files = read_source_files({LINLI_SOURCE_DIR "/assets/sample"});
    EXPECT_TRUE(files.has_value()) << (files ? "" : files.error().message);
    return files ? *files : std::vector<SourceFile>{};
}

inline Instant sample_day() {
    return *parse_rfc3339("2026-11-21T10:42:00+08:00");
}

inline Loaded load_sample() {
    auto loaded = load(sample_files(), {}, sample_day());
    EXPECT_TRUE(loaded.has_value()) << (loaded ? "" : loaded.error().message);
    return loaded ? *loaded : Loaded{};
}

}  // namespace linli::content
