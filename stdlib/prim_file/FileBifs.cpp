//===- FileBifs.cpp - NIFs of prim_file on open files --------------------------------------------===//
//
// The Erlang halves are OTP's prim_file.erl. Answers: ok, {ok, V}, eof or {error, Posix}.
//===----------------------------------------------------------------------===//
#include "runtime/term/Bits.h"
#include "runtime/term/Integer.h"
#include "runtime/term/List.h"
#include "stdlib/Bif.h"
#include "stdlib/prim_file/FileInfo.h"
#include "stdlib/prim_file/OpenFile.h"
#include "stdlib/prim_file/PosixError.h"
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

namespace beamc::bif {
using namespace rt;

static void destroyFile(MagicObject *o) {
  auto *f = reinterpret_cast<OpenFile *>(o);
  if (f->fd >= 0)
    close(f->fd);
  free(f);
}
const MagicType kFileType{"file", destroyFile};

OpenFile *openFile(Term t) {
  auto *f = reinterpret_cast<OpenFile *>(magicOfType(t, &kFileType));
  return f && __atomic_load_n(&f->fd, __ATOMIC_RELAXED) >= 0 ? f : nullptr;
}

Term makeFile(Process &p, int fd, bool append) {
  auto *f = static_cast<OpenFile *>(calloc(1, sizeof(OpenFile)));
  initMagic(&f->base, &kFileType);
  f->fd = fd;
  f->append = append;
  Term ref = makeMagicRef(HeapTarget(p), &f->base);
  release(&f->base);
  return ref;
}
} // namespace beamc::bif

BEAMC_BIF_NAMESPACE_BEGIN(prim_file)

namespace {

struct Modes {
  bool read = false, write = false, append = false, exclusive = false, sync = false,
       directory = false, skipCheck = false;
};

Modes parseModes(Term list) {
  static const Term skip = internAtom("skip_type_check");
  Modes m;
  for (; list.isCons(); list = list.tail()) {
    Term t = list.head();
    m.read |= t == atom::read;
    m.write |= t == atom::write;
    m.append |= t == atom::append;
    m.exclusive |= t == atom::exclusive;
    m.sync |= t == atom::sync;
    m.directory |= t == atom::directory;
    m.skipCheck |= t == skip;
  }
  if (m.append || m.exclusive)
    m.write = true;
  else if (!m.read && !m.write)
    m.read = true;
  return m;
}

int openFlags(const Modes &m) {
  int flags = m.read && m.write ? O_RDWR | O_CREAT : m.write ? O_WRONLY | O_CREAT : O_RDONLY;
  if (m.write && !m.read && !m.append)
    flags |= O_TRUNC;
  if (m.append)
    flags = (flags & ~O_TRUNC) | O_APPEND;
  if (m.exclusive)
    flags = (flags & ~O_TRUNC) | O_EXCL;
  if (m.sync)
    flags |= O_SYNC;
  if (m.directory)
    flags = O_RDONLY | O_DIRECTORY;
  return flags | O_CLOEXEC;
}

/// Bytes that read into a binary of \p size at most; \p offset -1: at the file's position.
Term readBytes(Process &p, int fd, uint64_t size, int64_t offset, bool tagged = true) {
  BinaryObject *b = newBinaryObject(size);
  uint64_t done = 0;
  while (done < size) {
    ssize_t n = offset < 0 ? ::read(fd, b->data + done, size - done)
                           : ::pread(fd, b->data + done, size - done, offset + int64_t(done));
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      int e = errno;
      release(b);
      return errorTuple(p, e);
    }
    if (n == 0)
      break;
    done += uint64_t(n);
    if (offset < 0)
      break; // terminals and pipes give what there is
  }
  if (done == 0 && size > 0) {
    release(b);
    return atom::eof;
  }
  Term data;
  if (done <= abi::kMaxHeapBytes || done < size / 2) {
    data = makeBinary(p, b->data, done);
    release(b);
  } else {
    data = makeRefcBinary(p, b, done * 8);
  }
  return makeTuple(p, {atom::ok, data});
}

/// Writes a list of binaries; 0 or errno.
int writeVector(int fd, Term list, int64_t offset) {
  for (; list.isCons(); list = list.tail()) {
    if (!list.head().isBinary())
      return EINVAL;
    BytesOf bytes(list.head());
    const uint8_t *at = bytes.data();
    uint64_t left = bytes.size();
    while (left) {
      ssize_t n = offset < 0 ? ::write(fd, at, left) : ::pwrite(fd, at, left, offset);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return errno;
      at += n;
      left -= uint64_t(n);
      if (offset >= 0)
        offset += n;
    }
  }
  return 0;
}

Term result(Process &p, bool ok) { return ok ? atom::ok : errorTuple(p, errno); }

} // namespace

BIF(prim_file, open_nif, 2, Dirty, Function)
Term open_nif_2(Process &p, Term path, Term modeList) {
  if (!path.isBinary() || !modeList.isList())
    return p.fail(atom::badarg);
  BytesOf name(path);
  if (int e = checkPath(name.view()))
    return errorTuple(p, e);
  Modes m = parseModes(modeList);
  int fd = ::open(reinterpret_cast<const char *>(name.data()), openFlags(m), 0666);
  if (fd < 0)
    return errorTuple(p, errno);
  struct stat st;
  // Directories are no files; devices and named pipes are.
  if (!m.skipCheck && !m.directory && fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
    ::close(fd);
    return errorTuple(p, EISDIR);
  }
  return makeTuple(p, {atom::ok, makeFile(p, fd, m.append)});
}

BIF(prim_file, file_desc_to_ref_nif, 1)
Term file_desc_to_ref_nif_1(Process &p, Term number) {
  if (!number.isSmall())
    return p.fail(atom::badarg);
  int fd = int(number.smallValue());
  if (fcntl(fd, F_GETFD) < 0)
    return errorTuple(p, errno);
  return makeTuple(p, {atom::ok, makeFile(p, fd, false)});
}

BIF(prim_file, close_nif, 1, Dirty, Function)
Term close_nif_1(Process &p, Term handle) {
  auto *f = reinterpret_cast<OpenFile *>(magicOfType(handle, &kFileType));
  if (!f)
    return p.fail(atom::badarg);
  int fd = __atomic_exchange_n(&f->fd, -1, __ATOMIC_ACQ_REL);
  return fd < 0 ? errorTuple(p, EINVAL) : result(p, ::close(fd) == 0);
}

BIF(prim_file, delayed_close_nif, 1)
Term delayed_close_nif_1(Process &p, Term handle) {
  close_nif_1(p, handle);
  return atom::ok;
}

#define FILE_OR_BADARG(f, handle)                                                                  \
  OpenFile *f = openFile(handle);                                                                  \
  if (!f)                                                                                          \
  return magicOfType(handle, &kFileType) ? errorTuple(p, EINVAL) : p.fail(atom::badarg)

BIF(prim_file, read_nif, 2, Dirty, Function)
Term read_nif_2(Process &p, Term handle, Term size) {
  uint64_t n;
  FILE_OR_BADARG(f, handle);
  if (!size.isInteger() || !toUint64(size, n))
    return p.fail(atom::badarg);
  return readBytes(p, f->fd, n, -1);
}

BIF(prim_file, pread_nif, 3, Dirty, Function)
Term pread_nif_3(Process &p, Term handle, Term offset, Term size) {
  uint64_t n;
  int64_t at;
  FILE_OR_BADARG(f, handle);
  if (!size.isInteger() || !toUint64(size, n) || !offset.isInteger() || !toInt64(offset, at))
    return p.fail(atom::badarg);
  return at < 0 ? errorTuple(p, EINVAL) : readBytes(p, f->fd, n, at);
}

BIF(prim_file, write_nif, 2, Dirty, Function)
Term write_nif_2(Process &p, Term handle, Term vector) {
  FILE_OR_BADARG(f, handle);
  int e = writeVector(f->fd, vector, -1);
  return e ? errorTuple(p, e) : atom::ok;
}

BIF(prim_file, pwrite_nif, 3, Dirty, Function)
Term pwrite_nif_3(Process &p, Term handle, Term offset, Term vector) {
  int64_t at;
  FILE_OR_BADARG(f, handle);
  if (!offset.isInteger() || !toInt64(offset, at) || at < 0)
    return p.fail(atom::badarg);
  int e = writeVector(f->fd, vector, at);
  return e ? errorTuple(p, e) : atom::ok;
}

BIF(prim_file, seek_nif, 3)
Term seek_nif_3(Process &p, Term handle, Term mark, Term offset) {
  int64_t at;
  FILE_OR_BADARG(f, handle);
  int whence = mark == atom::bof   ? SEEK_SET
               : mark == atom::cur ? SEEK_CUR
               : mark == atom::eof ? SEEK_END
                                   : -1;
  if (whence < 0 || !offset.isInteger())
    return p.fail(atom::badarg);
  if (!toInt64(offset, at))
    return errorTuple(p, EINVAL);
  off_t r = lseek(f->fd, at, whence);
  return r < 0 ? errorTuple(p, errno) : makeTuple(p, {atom::ok, makeInt(p, r)});
}

BIF(prim_file, sync_nif, 2, Dirty, Function)
Term sync_nif_2(Process &p, Term handle, Term dataOnly) {
  FILE_OR_BADARG(f, handle);
  return result(p, (dataOnly == Term::small(1) ? fdatasync(f->fd) : fsync(f->fd)) == 0);
}

BIF(prim_file, truncate_nif, 1, Dirty, Function)
Term truncate_nif_1(Process &p, Term handle) {
  FILE_OR_BADARG(f, handle);
  off_t at = lseek(f->fd, 0, SEEK_CUR);
  return result(p, at >= 0 && ftruncate(f->fd, at) == 0);
}

BIF(prim_file, allocate_nif, 3, Dirty, Function)
Term allocate_nif_3(Process &p, Term handle, Term offset, Term length) {
  int64_t at, n;
  FILE_OR_BADARG(f, handle);
  if (!offset.isInteger() || !toInt64(offset, at) || !length.isInteger() || !toInt64(length, n) ||
      at < 0 || n < 0)
    return p.fail(atom::badarg);
  int e = posix_fallocate(f->fd, at, n);
  return e ? errorTuple(p, e) : atom::ok;
}

BIF(prim_file, advise_nif, 4)
Term advise_nif_4(Process &p, Term handle, Term offset, Term length, Term advice) {
  static const struct {
    const char *name;
    int value;
  } kinds[] = {{"normal", POSIX_FADV_NORMAL},         {"random", POSIX_FADV_RANDOM},
               {"sequential", POSIX_FADV_SEQUENTIAL}, {"will_need", POSIX_FADV_WILLNEED},
               {"dont_need", POSIX_FADV_DONTNEED},    {"no_reuse", POSIX_FADV_NOREUSE}};
  int64_t at, n;
  FILE_OR_BADARG(f, handle);
  if (!offset.isInteger() || !toInt64(offset, at) || !length.isInteger() || !toInt64(length, n) ||
      !advice.isAtom())
    return p.fail(atom::badarg);
  for (auto &k : kinds)
    if (advice == internAtom(k.name)) {
      int e = posix_fadvise(f->fd, at, n, k.value);
      return e ? errorTuple(p, e) : atom::ok;
    }
  return errorTuple(p, EINVAL);
}

BIF(prim_file, get_handle_nif, 1)
Term get_handle_nif_1(Process &p, Term handle) {
  FILE_OR_BADARG(f, handle);
  return makeBinary(p, &f->fd, sizeof f->fd);
}

BIF(prim_file, read_handle_info_nif, 1)
Term read_handle_info_nif_1(Process &p, Term handle) {
  FILE_OR_BADARG(f, handle);
  struct stat st;
  return fstat(f->fd, &st) == 0 ? fileInfo(p, st, "") : errorTuple(p, errno);
}

/// prim_file:ipread_s32bu_p32bu_nif/3: reads {Size:32, Pointer:32} at the offset, then the
/// Size bytes at Pointer.
BIF(prim_file, ipread_s32bu_p32bu_nif, 3, Dirty, Function)
Term ipread_s32bu_p32bu_nif_3(Process &p, Term handle, Term offset, Term maxSize) {
  int64_t at, max;
  uint8_t header[8];
  FILE_OR_BADARG(f, handle);
  if (!offset.isInteger() || !toInt64(offset, at) || !maxSize.isInteger() || !toInt64(maxSize, max))
    return p.fail(atom::badarg);
  ssize_t n = ::pread(f->fd, header, 8, at);
  if (n < 0)
    return errorTuple(p, errno);
  if (n < 8)
    return atom::eof;
  uint32_t size =
      uint32_t(header[0]) << 24 | uint32_t(header[1]) << 16 | uint32_t(header[2]) << 8 | header[3];
  uint32_t pointer =
      uint32_t(header[4]) << 24 | uint32_t(header[5]) << 16 | uint32_t(header[6]) << 8 | header[7];
  if (size > uint64_t(max))
    return atom::eof;
  Term data = atom::eof;
  if (size) {
    Term r = readBytes(p, f->fd, size, pointer);
    if (r.isTuple(2) && r.element(0) == atom::error)
      return r;
    data = r.isTuple(2) ? r.element(1) : r;
  }
  return makeTuple(p, {atom::ok, makeTuple(p, {Term::small(size), Term::small(pointer), data})});
}

/// prim_file:read_file_nif/1: the whole file.
BIF(prim_file, read_file_nif, 1, Dirty, Function)
Term read_file_nif_1(Process &p, Term path) {
  if (!path.isBinary())
    return p.fail(atom::badarg);
  BytesOf name(path);
  if (int e = checkPath(name.view()))
    return errorTuple(p, e);
  int fd = ::open(reinterpret_cast<const char *>(name.data()), O_RDONLY | O_CLOEXEC);
  struct stat st;
  if (fd < 0 || fstat(fd, &st) < 0 || S_ISDIR(st.st_mode)) {
    int e = fd < 0 ? errno : S_ISDIR(st.st_mode) ? EISDIR : errno;
    if (fd >= 0)
      ::close(fd);
    return errorTuple(p, e);
  }
  uint64_t capacity = st.st_size > 0 ? uint64_t(st.st_size) : 64 * 1024, done = 0;
  BinaryObject *b = newBinaryObject(capacity);
  for (;;) {
    if (done == capacity) {
      char extra;
      if (st.st_size > 0 && ::read(fd, &extra, 1) <= 0)
        break;
      BinaryObject *bigger = newBinaryObject(capacity * 2 + 1);
      memcpy(bigger->data, b->data, done);
      if (st.st_size > 0)
        bigger->data[done++] = uint8_t(extra);
      release(b);
      b = bigger;
      capacity = capacity * 2 + 1;
    }
    ssize_t n = ::read(fd, b->data + done, capacity - done);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      int e = errno;
      ::close(fd);
      release(b);
      return errorTuple(p, e);
    }
    if (n == 0)
      break;
    done += uint64_t(n);
  }
  ::close(fd);
  Term data;
  if (done <= abi::kMaxHeapBytes) {
    data = makeBinary(p, b->data, done);
    release(b);
  } else {
    data = makeRefcBinary(p, b, done * 8);
  }
  return makeTuple(p, {atom::ok, data});
}

BEAMC_BIF_NAMESPACE_END
