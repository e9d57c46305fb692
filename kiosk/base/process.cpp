#include "kiosk/base/process.h"

#include <cerrno>
#include <system_error>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace linli {

Result<> seal_process() {
    ::umask(077);
    const rlimit none{0, 0};
    if (::setrlimit(RLIMIT_CORE, &none) != 0)
        return fail(Fault::Internal, "core dumps could not be switched off: {}",
                    std::generic_category().message(errno));
    // The limit does not count where core_pattern is a pipe (core(5)); this does.
    if (::prctl(PR_SET_DUMPABLE, 0) != 0)
        return fail(Fault::Internal, "the process could not be shut: {}", std::generic_category().message(errno));
    return {};
}

}  // namespace linli
