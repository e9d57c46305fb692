#include "kiosk/wire/compression.h"

#include <memory>

#include <zlib.h>
#include <zstd.h>

#include "kiosk/base/check.h"
#include "kiosk/wire/limits.h"

namespace linli::wire {
namespace {

constexpr int kLevel = 3;
constexpr int kMaxWindowLog = 23;  // 8 MB: what a hostile header can make the decoder allocate

}  // namespace

std::string compress(std::string_view plain) {
    // One context a thread: making one costs more than packing a small body.
    thread_local const std::unique_ptr<ZSTD_CCtx, std::size_t (*)(ZSTD_CCtx*)> context(ZSTD_createCCtx(),
                                                                                       ZSTD_freeCCtx);
    std::string out(ZSTD_compressBound(plain.size()), '\0');
    const std::size_t size =
        ZSTD_compressCCtx(context.get(), out.data(), out.size(), plain.data(), plain.size(), kLevel);
    LINLI_CHECK(ZSTD_isError(size) == 0);
    out.resize(size);
    return out;
}

Result<std::string> inflate_zstd(std::string_view packed, std::size_t max_bytes) {
    thread_local const std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> context(ZSTD_createDCtx(),
                                                                                       ZSTD_freeDCtx);
    ZSTD_DCtx_reset(context.get(), ZSTD_reset_session_only);
    ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, kMaxWindowLog);
    std::string out;
    ZSTD_inBuffer in{packed.data(), packed.size(), 0};
    for (;;) {
        const std::size_t have = out.size();
        out.resize(have + ZSTD_DStreamOutSize());
        ZSTD_outBuffer piece{out.data() + have, out.size() - have, 0};
        const std::size_t left = ZSTD_decompressStream(context.get(), &piece, &in);
        out.resize(have + piece.pos);
        if (ZSTD_isError(left) != 0) return fail(Fault::Invalid, "not zstd: {}", ZSTD_getErrorName(left));
        if (out.size() > max_bytes) return fail(Fault::TooLarge, "inflates to over {} bytes", max_bytes);
        if (left == 0 && in.pos == in.size) return out;
        if (in.pos == in.size && piece.pos < piece.size) return fail(Fault::Invalid, "zstd is truncated");
    }
}

Result<std::string> inflate_gzip(std::string_view packed, std::size_t max_bytes) {
    z_stream stream{};
    constexpr int kGzipWindow = 15 + 16;  // zlib.h: 16 asks for the gzip format
    if (inflateInit2(&stream, kGzipWindow) != Z_OK) return fail(Fault::Unavailable, "no memory to inflate");
    const std::unique_ptr<z_stream, int (*)(z_stream*)> ending(&stream, inflateEnd);
    // zlib's interface predates const; it does not write to its input.
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    std::string out;
    for (;;) {
        const std::size_t have = out.size();
        out.resize(have + 65'536);
        stream.next_out = reinterpret_cast<Bytef*>(out.data() + have);
        stream.avail_out = 65'536;
        const int state = inflate(&stream, Z_NO_FLUSH);
        out.resize(out.size() - stream.avail_out);
        if (out.size() > max_bytes) return fail(Fault::TooLarge, "inflates to over {} bytes", max_bytes);
        if (state == Z_STREAM_END) {
            if (stream.avail_in > 0) return fail(Fault::Invalid, "bytes after the end of gzip");
            return out;
        }
        if (state != Z_OK || (stream.avail_in == 0 && stream.avail_out > 0))
            return fail(Fault::Invalid, "not gzip, or truncated");
    }
}

Result<std::string> inflate_body(const HttpHeaders& headers, std::string_view body) {
    if (body.size() > kMaxBodyBytes) return fail(Fault::TooLarge, "a body is over {} bytes", kMaxBodyBytes);
    const auto encoding = find_header(headers, "Content-Encoding").value_or("identity");
    if (encoding == "zstd") return inflate_zstd(body, kMaxInflatedBytes);
    if (encoding == "gzip") return inflate_gzip(body, kMaxInflatedBytes);
    if (encoding == "identity" || encoding.empty()) return std::string(body);
    return fail(Fault::Invalid, "unknown Content-Encoding");
}

}  // namespace linli::wire
