//===- PosixError.cpp - errno as OTP names it ---------------------------------------------------===//
#include "stdlib/prim_file/PosixError.h"
#include <cerrno>

namespace beamc::bif {
using namespace rt;

static const char *errorName(int number) {
  switch (number) {
#define NAME(code, text)                                                                           \
  case code: return text;
    // clang-format off: a table
    NAME(E2BIG, "e2big") NAME(EACCES, "eacces") NAME(EADDRINUSE, "eaddrinuse") NAME(EADDRNOTAVAIL, "eaddrnotavail")
    NAME(EAFNOSUPPORT, "eafnosupport") NAME(EAGAIN, "eagain") NAME(EALREADY, "ealready") NAME(EBADF, "ebadf")
    NAME(EBADMSG, "ebadmsg") NAME(EBUSY, "ebusy") NAME(ECANCELED, "ecanceled") NAME(ECHILD, "echild")
    NAME(ECONNABORTED, "econnaborted") NAME(ECONNREFUSED, "econnrefused") NAME(ECONNRESET, "econnreset")
    NAME(EDEADLK, "edeadlk") NAME(EDESTADDRREQ, "edestaddrreq") NAME(EDOM, "edom") NAME(EDQUOT, "edquot")
    NAME(EEXIST, "eexist") NAME(EFAULT, "efault") NAME(EFBIG, "efbig") NAME(EHOSTDOWN, "ehostdown")
    NAME(EHOSTUNREACH, "ehostunreach") NAME(EIDRM, "eidrm") NAME(EILSEQ, "eilseq") NAME(EINPROGRESS, "einprogress")
    NAME(EINTR, "eintr") NAME(EINVAL, "einval") NAME(EIO, "eio") NAME(EISCONN, "eisconn") NAME(EISDIR, "eisdir")
    NAME(ELOOP, "eloop") NAME(EMFILE, "emfile") NAME(EMLINK, "emlink") NAME(EMSGSIZE, "emsgsize")
    NAME(ENAMETOOLONG, "enametoolong") NAME(ENETDOWN, "enetdown") NAME(ENETRESET, "enetreset")
    NAME(ENETUNREACH, "enetunreach") NAME(ENFILE, "enfile") NAME(ENOBUFS, "enobufs") NAME(ENODATA, "enodata")
    NAME(ENODEV, "enodev") NAME(ENOENT, "enoent") NAME(ENOEXEC, "enoexec") NAME(ENOLCK, "enolck")
    NAME(ENOLINK, "enolink") NAME(ENOMEM, "enomem") NAME(ENOMSG, "enomsg") NAME(ENOPROTOOPT, "enoprotoopt")
    NAME(ENOSPC, "enospc") NAME(ENOSYS, "enosys") NAME(ENOTBLK, "enotblk") NAME(ENOTCONN, "enotconn")
    NAME(ENOTDIR, "enotdir") NAME(ENOTEMPTY, "enotempty") NAME(ENOTSOCK, "enotsock") NAME(ENOTSUP, "enotsup")
    NAME(ENOTTY, "enotty") NAME(ENXIO, "enxio") NAME(EOVERFLOW, "eoverflow") NAME(EPERM, "eperm")
    NAME(EPFNOSUPPORT, "epfnosupport") NAME(EPIPE, "epipe") NAME(EPROTO, "eproto")
    NAME(EPROTONOSUPPORT, "eprotonosupport") NAME(EPROTOTYPE, "eprototype") NAME(ERANGE, "erange")
    NAME(EROFS, "erofs") NAME(ESHUTDOWN, "eshutdown") NAME(ESOCKTNOSUPPORT, "esocktnosupport")
    NAME(ESPIPE, "espipe") NAME(ESRCH, "esrch") NAME(ESTALE, "estale") NAME(ETIMEDOUT, "etimedout")
    NAME(ETXTBSY, "etxtbsy") NAME(EUSERS, "eusers") NAME(EXDEV, "exdev")
    // clang-format on
#undef NAME
                                                                                        default
        : return "unknown";
  }
}

Term posixError(int number) { return internAtom(errorName(number)); }
Term errorTuple(Process &p, int number) { return makeTuple(p, {atom::error, posixError(number)}); }

} // namespace beamc::bif
