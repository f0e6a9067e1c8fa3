//===- SelectBifs.cpp - Module ets: select and match in chunks -----------------------------------------------------------------------===//
//
// A chunk of a hash table is whole buckets until there are enough results; what is too many
// waits in the continuation. Continuations have the shapes that ets:repair_continuation/2
// knows:
//   hash   {Table, Bucket, Limit, Spec, Waiting, NumberWaiting}
//   tree   {Table, LastKey, [], Limit, Spec, Waiting, Reverse, NumberWaiting}
//===----------------------------------------------------------------------===//
#include "runtime/term/List.h"
#include "stdlib/Bif.h"
#include "stdlib/ets/Select.h"

BEAMC_BIF_NAMESPACE_BEGIN(ets)
namespace {

/// \p list is newest first.
struct Chunk {
  Term list = Term::nil();
  uint64_t count = 0;
};

/// Result of a chunk from a hash table: at most \p limit items, oldest kept back last.
Term finishHash(Process &p, EtsTable &t, Term id, Chunk chunk, int64_t bucket, Term limit,
                Term spec) {
  uint64_t most = uint64_t(limit.smallValue());
  Term waiting = Term::nil();
  uint64_t waitingCount = 0;
  if (chunk.count > most) {
    waitingCount = chunk.count - most;
    ListBuilder keep(p);
    for (uint64_t i = 0; i < waitingCount; i++, chunk.list = chunk.list.tail())
      keep.add(chunk.list.head());
    waiting = keep.finish();
    chunk.count = most;
  }
  if (bucket < 0 && !waitingCount)
    return chunk.count ? makeTuple(p, {chunk.list, atom::end_of_table}) : atom::end_of_table;
  Term next = makeTuple(
      p, {id, Term::small(bucket), limit, spec, waiting, Term::small(int64_t(waitingCount))});
  return makeTuple(p, {chunk.list, next});
}

Term chunkHash(Process &p, EtsTable &t, Term id, int64_t bucket, Term limit, const MatchSpec &spec,
               Term specRef, Chunk chunk) {
  int64_t most = limit.smallValue();
  for (; bucket >= 0 && int64_t(chunk.count) < most;) {
    for (Row *r = t.hash->bucketOnTheWay(uint64_t(bucket)); r; r = r->next) {
      Term v = r->deleted ? Term::nonValue() : spec.run(p, r->tuple(), true, r->size);
      if (v.isValue()) {
        chunk.list = makeCons(p, v, chunk.list);
        chunk.count++;
      }
    }
    do
      bucket++;
    while (uint64_t(bucket) < t.hash->active() && !t.hash->bucket(uint64_t(bucket)));
    if (uint64_t(bucket) >= t.hash->active())
      bucket = -1;
  }
  return finishHash(p, t, id, chunk, bucket, limit, specRef);
}

Term chunkTree(Process &p, EtsTable &t, Term id, Term after, Term limit, const MatchSpec &spec,
               Term specRef, bool reverse) {
  int64_t most = limit.smallValue(), count = 0;
  auto side = [&](Term key) { return spec.keySide(t.keypos, key); };
  TreeWalk walk(reverse);
  Row *r = walk.seek(*t.tree, [&](Term key) {
    int64_t c = after.isValue() ? compareTerms(key, after) : side(key);
    return c == 0 ? !after.isValue() : reverse == (c < 0);
  });
  ListBuilder out(p);
  Row *last = nullptr;
  for (; r && count < most && side(r->key()) == 0; r = walk.step()) {
    Term v = spec.run(p, r->tuple(), true, r->size);
    last = r;
    if (v.isValue()) {
      out.add(v);
      count++;
    }
  }
  Term list = out.finish();
  if (count < most)
    return count ? makeTuple(p, {list, atom::end_of_table}) : atom::end_of_table;
  Term key = copyTerm(last->key(), HeapTarget(p));
  Term next = makeTuple(
      p, {id, key, Term::nil(), limit, specRef, Term::nil(), Term::small(reverse), Term::small(0)});
  return makeTuple(p, {list, next});
}

Term selectChunk(Process &p, Term id, Term specTerm, Term limit, bool reverse) {
  TableLock t(p, id, Access::Read, false);
  if (!t)
    return Term::nonValue();
  if (!limit.isSmall() || limit.smallValue() < 1)
    return p.fail(atom::badarg);
  if (specTerm.isNil())
    return atom::end_of_table;
  Term failure;
  CompiledSpec *compiled = newCompiledSpec(specTerm, failure);
  if (!compiled)
    return p.fail(failure);
  Term ref = makeMagicRef(HeapTarget(p), &compiled->magic);
  release(&compiled->magic);
  Term self = tableReference(p, *t);
  if (t->tree)
    return chunkTree(p, *t, self, Term::nonValue(), limit, compiled->spec, ref, reverse);
  // With the keys given the rows are few: all of them, kept back as needed.
  Chunk chunk;
  if (!forEachWithKeys(*t, compiled->spec, [&](Row *r) {
        Term v = compiled->spec.run(p, r->tuple(), true, r->size);
        if (v.isValue()) {
          chunk.list = makeCons(p, v, chunk.list);
          chunk.count++;
        }
      })) {
    int64_t bucket = 0;
    while (uint64_t(bucket) < t->hash->active() && !t->hash->bucket(uint64_t(bucket)))
      bucket++;
    return chunkHash(p, *t, self, uint64_t(bucket) < t->hash->active() ? bucket : -1, limit,
                     compiled->spec, ref, Chunk());
  }
  return finishHash(p, *t, self, chunk, -1, limit, ref);
}

Term continueSelect(Process &p, Term next) {
  if (next == atom::end_of_table)
    return next;
  bool hash = next.isTuple(6), tree = next.isTuple(8);
  if (!hash && !tree)
    return p.fail(atom::badarg);
  CompiledSpec *spec = compiledSpec(next.element(hash ? 3 : 4));
  Term limit = next.element(hash ? 2 : 3);
  if (!spec || !limit.isSmall() || limit.smallValue() < 1)
    return p.fail(atom::badarg);
  TableLock t(p, next.element(0), Access::Read, false);
  if (!t)
    return Term::nonValue();
  Term ref = next.element(hash ? 3 : 4);
  if (tree) {
    if (!t->tree)
      return p.fail(atom::badarg);
    return chunkTree(p, *t, next.element(0), next.element(1), limit, spec->spec, ref,
                     next.element(6) == Term::small(1));
  }
  Term bucket = next.element(1), waiting = next.element(5);
  if (!t->hash || !bucket.isSmall() || bucket.smallValue() >= int64_t(t->hash->active()) ||
      !waiting.isSmall() || listLength(next.element(4)) != waiting.smallValue())
    return p.fail(atom::badarg);
  Chunk chunk;
  chunk.list = next.element(4);
  chunk.count = uint64_t(waiting.smallValue());
  return chunkHash(p, *t, next.element(0), bucket.smallValue(), limit, spec->spec, ref, chunk);
}

} // namespace

/// At most \p limit results and a continuation, or '$end_of_table'.
BIF(ets, select, 3)
Term select_3(Process &p, Term id, Term spec, Term limit) {
  return selectChunk(p, id, spec, limit, false);
}

/// Goes on with a continuation.
BIF(ets, select, 1)
Term select_1(Process &p, Term next) { return continueSelect(p, next); }

/// As select/3, an ordered table from its end.
BIF(ets, select_reverse, 3)
Term select_reverse_3(Process &p, Term id, Term spec, Term limit) {
  return selectChunk(p, id, spec, limit, true);
}

/// Goes on with a continuation.
BIF(ets, select_reverse, 1)
Term select_reverse_1(Process &p, Term next) { return continueSelect(p, next); }

/// As match/2 in chunks.
BIF(ets, match, 3)
Term match_3(Process &p, Term id, Term pattern, Term limit) {
  return selectChunk(p, id, patternSpec(p, pattern, "$$"), limit, false);
}

/// Goes on with a continuation.
BIF(ets, match, 1)
Term match_1(Process &p, Term next) { return continueSelect(p, next); }

/// As match_object/2 in chunks.
BIF(ets, match_object, 3)
Term match_object_3(Process &p, Term id, Term pattern, Term limit) {
  return selectChunk(p, id, patternSpec(p, pattern, "$_"), limit, false);
}

/// Goes on with a continuation.
BIF(ets, match_object, 1)
Term match_object_1(Process &p, Term next) { return continueSelect(p, next); }

BEAMC_BIF_NAMESPACE_END
