//===- PathBifs.cpp - NIFs of prim_file on names ------------------------------------------------------===//
#include "runtime/term/Bits.h"
#include "runtime/term/Integer.h"
#include "runtime/term/List.h"
#include "runtime/term/WorkStack.h"
#include "stdlib/Bif.h"
#include "stdlib/prim_file/FileInfo.h"
#include "stdlib/prim_file/PosixError.h"
#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <sys/time.h>
#include <unistd.h>

namespace beamc::bif {
using namespace rt;

int checkPath(std::string_view path) {
  size_t n = path.size();
  return n == 0 || path[n - 1] != 0 || path.substr(0, n - 1).find('\0') != std::string_view::npos
             ? EINVAL
             : 0;
}

static Term fileType(mode_t mode) {
  return S_ISREG(mode)   ? atom::regular
         : S_ISDIR(mode) ? atom::directory
         : S_ISLNK(mode) ? atom::symlink
         : S_ISCHR(mode) || S_ISBLK(mode) || S_ISFIFO(mode)
             ? (S_ISFIFO(mode) ? atom::other : atom::device)
             : atom::other;
}

Term fileInfo(Process &p, const struct stat &st, const char *path) {
  bool canRead, canWrite;
  if (*path) {
    canRead = ::access(path, R_OK) == 0;
    canWrite = ::access(path, W_OK) == 0;
  } else {
    canRead = geteuid() == 0 || (st.st_mode & (st.st_uid == geteuid()   ? S_IRUSR
                                               : st.st_gid == getegid() ? S_IRGRP
                                                                        : S_IROTH));
    canWrite = geteuid() == 0 || (st.st_mode & (st.st_uid == geteuid()   ? S_IWUSR
                                                : st.st_gid == getegid() ? S_IWGRP
                                                                         : S_IWOTH));
  }
  Term access = canRead    ? (canWrite ? atom::read_write : atom::read)
                : canWrite ? atom::write
                           : atom::none;
  static const Term record = internAtom("file_info");
  Term fields[14] = {record,
                     makeInt(p, st.st_size),
                     fileType(st.st_mode),
                     access,
                     makeInt(p, st.st_atime),
                     makeInt(p, st.st_mtime),
                     makeInt(p, st.st_ctime),
                     Term::small(st.st_mode),
                     makeUint(p, st.st_nlink),
                     makeUint(p, st.st_dev),
                     makeUint(p, st.st_rdev),
                     makeUint(p, st.st_ino),
                     Term::small(st.st_uid),
                     Term::small(st.st_gid)};
  return makeTuple(p, fields);
}
} // namespace beamc::bif

BEAMC_BIF_NAMESPACE_BEGIN(prim_file)

namespace {

/// A path argument as a C string. `error` is set when it is not usable.
struct Path {
  explicit Path(Term t) : bytes(t), error(checkPath(bytes.view())) {}
  const char *text() const { return reinterpret_cast<const char *>(bytes.data()); }
  BytesOf bytes;
  int error;
};

template <typename F> Term onPath(Process &p, Term path, F f) {
  if (!path.isBinary())
    return p.fail(atom::badarg);
  Path name(path);
  if (name.error)
    return errorTuple(p, name.error);
  return f(name.text()) == 0 ? atom::ok : errorTuple(p, errno);
}

template <typename F> Term onPaths(Process &p, Term a, Term b, F f) {
  if (!a.isBinary() || !b.isBinary())
    return p.fail(atom::badarg);
  Path x(a), y(b);
  if (x.error || y.error)
    return errorTuple(p, EINVAL);
  return f(x.text(), y.text()) == 0 ? atom::ok : errorTuple(p, errno);
}

} // namespace

BIF(prim_file, make_hard_link_nif, 2, Dirty, Function)
Term make_hard_link_nif_2(Process &p, Term old, Term name) { return onPaths(p, old, name, ::link); }

BIF(prim_file, make_soft_link_nif, 2, Dirty, Function)
Term make_soft_link_nif_2(Process &p, Term old, Term name) {
  return onPaths(p, old, name, ::symlink);
}

BIF(prim_file, rename_nif, 2, Dirty, Function)
Term rename_nif_2(Process &p, Term from, Term to) {
  return onPaths(p, from, to, [](const char *a, const char *b) {
    if (::rename(a, b) == 0)
      return 0;
    // Where systems differ OTP gives one answer.
    if (errno == ENOTEMPTY)
      errno = EEXIST;
    if (strcmp(a, "/") == 0)
      errno = EINVAL;
    return -1;
  });
}

BIF(prim_file, make_dir_nif, 1, Dirty, Function)
Term make_dir_nif_1(Process &p, Term path) {
  return onPath(p, path, [](const char *n) { return ::mkdir(n, 0777); });
}

BIF(prim_file, del_file_nif, 1, Dirty, Function)
Term del_file_nif_1(Process &p, Term path) {
  return onPath(p, path, [](const char *n) {
    struct stat st;
    if (::lstat(n, &st) == 0 && S_ISDIR(st.st_mode)) {
      errno = EPERM;
      return -1;
    }
    return ::unlink(n);
  });
}

BIF(prim_file, del_dir_nif, 1, Dirty, Function)
Term del_dir_nif_1(Process &p, Term path) {
  return onPath(p, path, [](const char *n) {
    if (::rmdir(n) == 0)
      return 0;
    if (errno == ENOTEMPTY)
      errno = EEXIST;
    return -1;
  });
}

BIF(prim_file, set_permissions_nif, 2, Dirty, Function)
Term set_permissions_nif_2(Process &p, Term path, Term mode) {
  if (!mode.isSmall())
    return p.fail(atom::badarg);
  mode_t m = mode_t(mode.smallValue()) & (S_ISUID | S_ISGID | S_IRWXU | S_IRWXG | S_IRWXO);
  return onPath(p, path, [m](const char *n) { return ::chmod(n, m); });
}

BIF(prim_file, set_owner_nif, 3, Dirty, Function)
Term set_owner_nif_3(Process &p, Term path, Term uid, Term gid) {
  if (!uid.isSmall() || !gid.isSmall())
    return p.fail(atom::badarg);
  return onPath(p, path, [&](const char *n) {
    return ::chown(n, uid_t(uid.smallValue()), gid_t(gid.smallValue()));
  });
}

BIF(prim_file, set_time_nif, 4, Dirty, Function)
Term set_time_nif_4(Process &p, Term path, Term atime, Term mtime, Term ctime) {
  int64_t a, m;
  if (!atime.isInteger() || !mtime.isInteger() || !toInt64(atime, a) || !toInt64(mtime, m))
    return p.fail(atom::badarg);
  timeval times[2] = {{a, 0}, {m, 0}};
  return onPath(p, path, [&](const char *n) { return ::utimes(n, times); });
}

/// prim_file:read_info_nif/2: #file_info{} with times in POSIX seconds.
BIF(prim_file, read_info_nif, 2, Dirty, Function)
Term read_info_nif_2(Process &p, Term path, Term followLinks) {
  if (!path.isBinary())
    return p.fail(atom::badarg);
  Path name(path);
  if (name.error)
    return errorTuple(p, name.error);
  struct stat st;
  int r = followLinks == Term::small(0) ? ::lstat(name.text(), &st) : ::stat(name.text(), &st);
  return r == 0 ? fileInfo(p, st, name.text()) : errorTuple(p, errno);
}

BIF(prim_file, read_link_nif, 1, Dirty, Function)
Term read_link_nif_1(Process &p, Term path) {
  if (!path.isBinary())
    return p.fail(atom::badarg);
  Path name(path);
  if (name.error)
    return errorTuple(p, name.error);
  char target[PATH_MAX];
  ssize_t n = ::readlink(name.text(), target, sizeof target);
  return n < 0 ? errorTuple(p, errno)
               : makeTuple(p, {atom::ok, makeBinary(p, target, uint64_t(n))});
}

BIF(prim_file, list_dir_nif, 1, Dirty, Function)
Term list_dir_nif_1(Process &p, Term path) {
  if (!path.isBinary())
    return p.fail(atom::badarg);
  Path name(path);
  if (name.error)
    return errorTuple(p, name.error);
  DIR *dir = ::opendir(name.text());
  if (!dir)
    return errorTuple(p, errno);
  Term list = Term::nil();
  while (dirent *e = ::readdir(dir)) {
    std::string_view entry(e->d_name);
    if (entry != "." && entry != "..")
      list = makeCons(p, makeBinary(p, entry), list);
  }
  ::closedir(dir);
  return makeTuple(p, {atom::ok, list});
}

BIF(prim_file, get_cwd_nif, 0)
Term get_cwd_nif_0(Process &p) {
  char path[PATH_MAX];
  return ::getcwd(path, sizeof path)
             ? makeTuple(p, {atom::ok, makeBinary(p, std::string_view(path))})
             : errorTuple(p, errno);
}

BIF(prim_file, set_cwd_nif, 1)
Term set_cwd_nif_1(Process &p, Term path) { return onPath(p, path, ::chdir); }

BIF(prim_file, get_device_cwd_nif, 1)
Term get_device_cwd_nif_1(Process &p, Term) { return errorTuple(p, ENOTSUP); }

BIF(prim_file, altname_nif, 1)
Term altname_nif_1(Process &p, Term) { return errorTuple(p, ENOTSUP); }

//===-- File name encodings (UTF-8, as with the switch +fnu) --------------------------------===//

/// prim_file:internal_name2native/1: a list of code points as UTF-8 with a zero byte behind; a
/// binary as it is.
BIF(prim_file, internal_name2native, 1)
Term internal_name2native_1(Process &p, Term name) {
  if (name.isBinary()) {
    BytesOf raw(name);
    uint8_t *to;
    Term t = makeBinaryUninit(p, raw.size() + 1, &to);
    memcpy(to, raw.data(), raw.size());
    to[raw.size()] = 0;
    return t;
  }
  Bytes out;
  Term list = name;
  WorkStack<Term, 16> work;
  // Deep lists and atoms are flattened.
  for (;;) {
    if (list.isCons()) {
      Term head = list.head();
      if (head.isSmall() && isCodePoint(uint64_t(head.smallValue())) && head.smallValue() != 0) {
        uint8_t utf8[4];
        unsigned n = encodeUtf8(uint32_t(head.smallValue()), utf8);
        for (unsigned i = 0; i < n; i++)
          out.push(utf8[i]);
        list = list.tail();
      } else if (head.isList()) {
        work.push(list.tail());
        list = head;
      } else if (head.isAtom()) {
        for (char c : atomText(head))
          out.push(uint8_t(c));
        list = list.tail();
      } else {
        return p.fail(atom::badarg);
      }
      continue;
    }
    if (list.isAtom())
      for (char c : atomText(list))
        out.push(uint8_t(c));
    else if (!list.isNil())
      return p.fail(atom::badarg);
    if (work.empty())
      break;
    list = work.top();
    work.drop();
  }
  out.push(0);
  return makeBinary(p, out.data(), out.size());
}

/// prim_file:internal_native2name/1: UTF-8 as a list of code points; {error, …} for other bytes.
BIF(prim_file, internal_native2name, 1)
Term internal_native2name_1(Process &p, Term name) {
  if (!name.isBinary())
    return p.fail(atom::badarg);
  BytesOf bytes(name);
  const uint8_t *s = bytes.data(), *end = s + bytes.size();
  ListBuilder out(p);
  while (s < end) {
    uint32_t c;
    unsigned n = decodeUtf8(s, uint64_t(end - s), c);
    if (!n)
      return makeTuple(p, {atom::error, atom::ignore});
    out.add(Term::small(c));
    s += n;
  }
  return out.finish();
}

/// prim_file:internal_normalize_utf8/1: the code points; names are not normalised on Linux.
BIF(prim_file, internal_normalize_utf8, 1)
Term internal_normalize_utf8_1(Process &p, Term name) {
  Term t = internal_native2name_1(p, name);
  return t.isTuple() ? p.fail(atom::badarg) : t;
}

BIF(prim_file, is_translatable, 1)
Term is_translatable_1(Process &p, Term name) {
  if (!name.isBinary())
    return atom::true_;
  return Term::boolean(!internal_native2name_1(p, name).isTuple());
}

BEAMC_BIF_NAMESPACE_END
