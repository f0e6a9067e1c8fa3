//===- Md5Bifs.cpp - erlang:md5 ---------------------------------------------------------------------------------------------===//
#include "runtime/term/List.h"
#include "stdlib/Bif.h"
#include "stdlib/erlang/Md5.h"

BEAMC_BIF_NAMESPACE_BEGIN(erlang)
namespace {

Term digest(Process &p, Md5 &md5) {
  uint8_t *data;
  Term r = makeBinaryUninit(p, 16, &data);
  md5.finish(data);
  return r;
}
bool readContext(Term t, Md5 &md5) {
  if (!t.isBinary() || t.bitSize() != sizeof(Md5) * 8)
    return false;
  BytesOf bytes(t);
  memcpy(&md5, bytes.data(), sizeof md5);
  return true;
}
bool isData(Term t) { return t.isList() || t.isBinary(); }

} // namespace

/// MD5 digest of an iolist.
BIF(erlang, md5, 1, Pure, Returns(Binary))
Term md5_1(Process &p, Term data) {
  Md5 md5;
  md5.init();
  if (data.isBinary()) {
    BytesOf bytes(data);
    md5.update(bytes.data(), bytes.size());
    return digest(p, md5);
  }
  Bytes bytes;
  if (!isData(data) || !appendIoList(data, bytes))
    return p.fail(atom::badarg);
  md5.update(bytes.data(), bytes.size());
  return digest(p, md5);
}

/// A context for md5_update/2.
BIF(erlang, md5_init, 0, Pure)
Term md5_init_0(Process &p) {
  Md5 md5;
  md5.init();
  return makeBinary(p, &md5, sizeof md5);
}

/// The context with more data.
BIF(erlang, md5_update, 2, Pure)
Term md5_update_2(Process &p, Term context, Term data) {
  Md5 md5;
  Bytes bytes;
  if (!readContext(context, md5) || !isData(data) || !appendIoList(data, bytes))
    return p.fail(atom::badarg);
  md5.update(bytes.data(), bytes.size());
  return makeBinary(p, &md5, sizeof md5);
}

/// The digest of a context.
BIF(erlang, md5_final, 1, Pure)
Term md5_final_1(Process &p, Term context) {
  Md5 md5;
  return readContext(context, md5) ? digest(p, md5) : p.fail(atom::badarg);
}

BEAMC_BIF_NAMESPACE_END
