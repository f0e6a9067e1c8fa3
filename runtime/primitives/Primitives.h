//===- Primitives.h - The operations on terms that engines inline -------------------------===//
//
// The term layout as code, written once. Primitives.cpp compiles it to bitcode, which beamc carries
// and links into every module; the interpreter (runtime/interp) includes it. Each function is small
// and always inlined. Slow halves are runtime calls.
//
// Compiled code keeps heap top, stack pointer and reductions in registers. A primitive that
// may call into the runtime takes them (hp and red by address) and follows the protocol:
// store them into the process, call, reload hp and red. The stack pointer does not change,
// since nothing but a collection moves the stack. What includes this must be compiled without a red
// zone (SlowPaths.h).
//
// PRIM is the linkage of the functions; the includer may define it.
//===----------------------------------------------------------------------===//
#pragma once
// NOLINTBEGIN(misc-definitions-in-headers): Primitives.cpp wants them external
#include "runtime/abi/BitSegment.h"
#include "runtime/code/Code.h"
#include "runtime/heap/Heap.h"
#include "runtime/primitives/SlowPaths.h"
#include "runtime/process/Process.h"

using namespace beamc;
using namespace beamc::rt;
using abi::Word;

#ifndef PRIM
#define PRIM [[maybe_unused]] static inline __attribute__((always_inline))
#endif
#define LIKELY(c) __builtin_expect(!!(c), 1)
#define UNLIKELY(c) __builtin_expect(!!(c), 0)

namespace {
inline __attribute__((always_inline)) Word *pointer(Word t) { return Term(t).pointer(); }
inline __attribute__((always_inline)) bool bothSmall(Word a, Word b) {
  return ((a | b) & abi::kTagMask) == 0;
}
inline __attribute__((always_inline)) bool bothFloat(Word a, Word b) {
  return abi::isFloatTag(a) && abi::isFloatTag(b);
}
inline __attribute__((always_inline)) double asDouble(Word w) {
  uint64_t b = abi::unrotateFloat(w);
  double d;
  __builtin_memcpy(&d, &b, 8);
  return d;
}
inline __attribute__((always_inline)) void save(Process *p, Word *hp, Word *sp, int64_t red) {
  p->hp = hp;
  p->sp = sp;
  p->reductions = red;
}
} // namespace

// --- Registers, stack ---------------------------------------------------------------

PRIM void beamc_prim_save(Process *p, Word *hp, Word *sp, int64_t red) { save(p, hp, sp, red); }
PRIM void beamc_prim_save_red(Process *p, int64_t red) { p->reductions = red; }
PRIM Word *beamc_prim_load_hp(Process *p) { return p->hp; }
PRIM Word *beamc_prim_load_sp(Process *p) { return p->sp; }
PRIM int64_t beamc_prim_load_red(Process *p) { return p->reductions; }
PRIM Word beamc_prim_x_load(Process *p, uint64_t i) { return p->x[i]; }
PRIM void beamc_prim_x_store(Process *p, uint64_t i, Word w) { p->x[i] = w; }
PRIM bool beamc_prim_has_room(Word *hp, Word *sp, uint64_t words) {
  return LIKELY(reinterpret_cast<char *>(sp) - reinterpret_cast<char *>(hp) >=
                int64_t((words + abi::kStackReserve) * sizeof(Word)));
}
PRIM Word *beamc_prim_push_frame(Word *sp, uint64_t size) { return sp - size - 1; }
PRIM Word *beamc_prim_pop_frame(Word *sp, uint64_t size) { return sp + size + 1; }
PRIM void beamc_prim_frame_store(Word *sp, uint64_t slot, Word w) { sp[1 + slot] = w; }
PRIM Word beamc_prim_frame_load(Word *sp, uint64_t slot) { return sp[1 + slot]; }
PRIM void beamc_prim_set_continuation(Word *sp, const void *code) { sp[0] = Word(code); }
PRIM void *beamc_prim_continuation(Word *sp) { return reinterpret_cast<void *>(sp[0]); }
PRIM Word beamc_prim_nil() { return abi::kNil; }
PRIM Word beamc_prim_non_value() { return abi::kNonValue; }

// --- Control ------------------------------------------------------------------------

PRIM void beamc_prim_set_resume(Process *p, void *code, uint64_t live) {
  p->resume = reinterpret_cast<CodeFn *>(code);
  p->live = uint32_t(live);
}
PRIM void beamc_prim_set_site(Process *p, const void *site) { p->excSite = site; }
PRIM void beamc_prim_set_live(Process *p, uint64_t live) { p->live = uint32_t(live); }
PRIM void beamc_prim_set_bad_fun(Process *p, Word fun, uint64_t args) {
  p->excReason = fun;
  p->live = uint32_t(args);
}
PRIM void beamc_prim_set_apply(Process *p, Word module, Word function, uint64_t args) {
  p->excReason = module;
  p->excClass = function;
  p->live = uint32_t(args);
}
PRIM void *beamc_prim_export_code(const Export *e) {
  return reinterpret_cast<void *>(__atomic_load_n(&e->code, __ATOMIC_RELAXED));
}
/// Entry of \p fun for a call with \p args arguments, null if it is no such fun.
PRIM void *beamc_prim_callable(Word fun, uint64_t args) {
  if (UNLIKELY((fun & abi::kTagMask) != abi::kTagBoxed))
    return nullptr;
  Word *o = pointer(fun);
  Kind k = abi::headerKind(o[0]);
  if (LIKELY(k == Kind::Fun)) {
    auto *e = reinterpret_cast<const FunEntry *>(o[1]);
    return e->arity == args ? reinterpret_cast<void *>(__atomic_load_n(&e->code, __ATOMIC_RELAXED))
                            : nullptr;
  }
  if (k == Kind::ExportFun) {
    auto *e = reinterpret_cast<const Export *>(o[1]);
    return e->arity == args ? reinterpret_cast<void *>(__atomic_load_n(&e->code, __ATOMIC_RELAXED))
                            : nullptr;
  }
  return nullptr;
}
/// Captured value \p i of a fun: after header, entry and creator.
PRIM Word beamc_prim_fun_env(Word fun, uint64_t i) { return pointer(fun)[3 + i]; }

// --- Type tests ------------------------------------------------------------------------

PRIM bool beamc_prim_is_atom(Word t) { return Term(t).isAtom(); }
PRIM bool beamc_prim_is_boolean(Word t) { return Term(t).isBoolean(); }
PRIM bool beamc_prim_is_bitstring(Word t) { return Term(t).isBitstring(); }
PRIM bool beamc_prim_is_binary(Word t) { return Term(t).isBinary(); }
PRIM bool beamc_prim_is_float(Word t) { return Term(t).isFloat(); }
PRIM bool beamc_prim_is_function(Word t) { return Term(t).isFun(); }
PRIM bool beamc_prim_is_function2(Word t, Word arity) {
  if (!Term(t).isFun() || !Term(arity).isSmall())
    return false;
  Word *o = pointer(t);
  uint32_t a = abi::headerKind(o[0]) == Kind::Fun ? reinterpret_cast<const FunEntry *>(o[1])->arity
                                                  : reinterpret_cast<const Export *>(o[1])->arity;
  return int64_t(a) == abi::smallValue(arity);
}
PRIM bool beamc_prim_is_integer(Word t) { return LIKELY(Term(t).isSmall()) || Term(t).isBignum(); }
PRIM bool beamc_prim_is_list(Word t) { return Term(t).isCons() || Term(t).isNil(); }
PRIM bool beamc_prim_is_cons(Word t) { return Term(t).isCons(); }
PRIM bool beamc_prim_is_nil(Word t) { return Term(t).isNil(); }
PRIM bool beamc_prim_is_map(Word t) { return Term(t).isMap(); }
PRIM bool beamc_prim_is_number(Word t) { return Term(t).isNumber(); }
PRIM bool beamc_prim_is_pid(Word t) { return Term(t).isPid(); }
PRIM bool beamc_prim_is_port(Word t) { return Term(t).isPort(); }
PRIM bool beamc_prim_is_reference(Word t) { return Term(t).isReference(); }
PRIM bool beamc_prim_is_tuple(Word t) { return Term(t).isTuple(); }
PRIM bool beamc_prim_tuple_arity_is(Word t, uint64_t arity) {
  return pointer(t)[0] == abi::makeHeader(Kind::Tuple, arity);
}
PRIM bool beamc_prim_is_tuple_at_least(Word t, uint64_t arity) {
  return Term(t).isTuple() && abi::headerSize(pointer(t)[0]) >= arity;
}
PRIM bool beamc_prim_is_tagged(Word t, uint64_t arity, Word tag) {
  return Term(t).isBoxed() && pointer(t)[0] == abi::makeHeader(Kind::Tuple, arity) &&
         pointer(t)[1] == tag;
}
PRIM uint64_t beamc_prim_arity(Word t) { return abi::headerSize(pointer(t)[0]); }
PRIM bool beamc_prim_is_value(Word t) { return t != abi::kNonValue; }
PRIM Word beamc_prim_bool_term(bool b) { return Term::boolean(b).bits; }

// --- Comparison --------------------------------------------------------------------------

// A comparison of large terms costs reductions (term/Work.h).
#define SLOW_COMPARISON(name, a, b)                                                                \
  ({                                                                                               \
    p->reductions = *red;                                                                          \
    Word compared_ = BEAMC_SLOW_CALL(name, a, b);                                                  \
    *red = p->reductions;                                                                          \
    compared_;                                                                                     \
  })
#define COMPARISON(name) PRIM bool beamc_prim_##name(Process *p, int64_t *red, Word a, Word b)

COMPARISON(exact_eq) {
  if (a == b)
    return true;
  // Two different words are equal terms only if both are pointers.
  if (!Term(a).isPointer() || !Term(b).isPointer())
    return false;
  return uint8_t(SLOW_COMPARISON(beamc_slow_exact_equal, a, b));
}
COMPARISON(eq) {
  if (a == b)
    return true;
  if (bothSmall(a, b))
    return false;
  return uint8_t(SLOW_COMPARISON(beamc_slow_equal, a, b));
}
COMPARISON(less) {
  if (LIKELY(bothSmall(a, b)))
    return int64_t(a) < int64_t(b);
  if (bothFloat(a, b))
    return asDouble(a) < asDouble(b);
  return int64_t(SLOW_COMPARISON(beamc_slow_compare, a, b)) < 0;
}
COMPARISON(greater_eq) {
  if (LIKELY(bothSmall(a, b)))
    return int64_t(a) >= int64_t(b);
  if (bothFloat(a, b))
    return asDouble(a) >= asDouble(b);
  return int64_t(SLOW_COMPARISON(beamc_slow_compare, a, b)) >= 0;
}
COMPARISON(less_any) { return int64_t(SLOW_COMPARISON(beamc_slow_compare, a, b)) < 0; }
COMPARISON(greater_eq_any) { return int64_t(SLOW_COMPARISON(beamc_slow_compare, a, b)) >= 0; }
#undef COMPARISON
#undef SLOW_COMPARISON
PRIM bool beamc_prim_less_small(Word a, Word b) { return int64_t(a) < int64_t(b); }
PRIM bool beamc_prim_greater_eq_small(Word a, Word b) { return int64_t(a) >= int64_t(b); }
PRIM bool beamc_prim_same_word(Word a, Word b) { return a == b; }

// --- Terms ----------------------------------------------------------------------------------

PRIM Word beamc_prim_head(Word t) { return pointer(t)[0]; }
PRIM Word beamc_prim_tail(Word t) { return pointer(t)[1]; }
PRIM Word beamc_prim_element(Word t, uint64_t i) { return pointer(t)[1 + i]; }
PRIM void beamc_prim_set_element(Word t, uint64_t i, Word w) { pointer(t)[1 + i] = w; }
PRIM Word beamc_prim_cons(Word **hp, Word head, Word tail) {
  Word *c = *hp;
  c[0] = head;
  c[1] = tail;
  *hp = c + 2;
  return Term::cons(c).bits;
}
/// Begins a tuple at the heap top; its elements are then stored with set_element.
PRIM Word beamc_prim_new_tuple(Word **hp, uint64_t arity) {
  Word *o = *hp;
  o[0] = abi::makeHeader(Kind::Tuple, arity);
  *hp = o + 1 + arity;
  return Term::boxed(o).bits;
}
PRIM Word beamc_prim_copy_tuple(Word **hp, Word t, uint64_t arity) {
  Word *o = *hp, *from = pointer(t);
  for (uint64_t i = 0; i <= arity; ++i)
    o[i] = from[i];
  *hp = o + 1 + arity;
  return Term::boxed(o).bits;
}
PRIM Word beamc_prim_new_fun(Process *p, Word **hp, const void *entry, uint64_t numFree) {
  Word *o = *hp;
  o[0] = abi::makeHeader(Kind::Fun, 2 + numFree);
  o[1] = Word(entry);
  o[2] = p->pid.bits;
  *hp = o + 3 + numFree;
  return Term::boxed(o).bits;
}
PRIM void beamc_prim_set_fun_env(Word fun, uint64_t i, Word w) { pointer(fun)[3 + i] = w; }

// --- Arithmetic -------------------------------------------------------------------------------
//
// try_OP: the result in *out if both operands are small and so is the result. Otherwise compiled
// code calls beamc_slow_OP.

#define TRY(name) PRIM bool beamc_prim_try_##name(Word a, Word b, Word *out)

TRY(add) {
  int64_t r;
  if (UNLIKELY(!bothSmall(a, b)) || UNLIKELY(__builtin_saddl_overflow(int64_t(a), int64_t(b), &r)))
    return false;
  *out = Word(r);
  return true;
}
TRY(sub) {
  int64_t r;
  if (UNLIKELY(!bothSmall(a, b)) || UNLIKELY(__builtin_ssubl_overflow(int64_t(a), int64_t(b), &r)))
    return false;
  *out = Word(r);
  return true;
}
TRY(mul) {
  int64_t r;
  if (UNLIKELY(!bothSmall(a, b)) ||
      UNLIKELY(__builtin_smull_overflow(int64_t(a) >> abi::kSmallShift, int64_t(b), &r)))
    return false;
  *out = Word(r);
  return true;
}
TRY(int_div) {
  // The most negative small divided by -1 does not fit.
  if (UNLIKELY(!bothSmall(a, b)) || UNLIKELY(b == 0) || UNLIKELY(b == abi::makeSmall(-1)))
    return false;
  *out = abi::makeSmall(int64_t(a) / int64_t(b));
  return true;
}
TRY(int_rem) {
  if (UNLIKELY(!bothSmall(a, b)) || UNLIKELY(b == 0) || UNLIKELY(b == abi::makeSmall(-1)))
    return false;
  *out = Word(int64_t(a) % int64_t(b));
  return true;
}
TRY(band) {
  *out = a & b;
  return LIKELY(bothSmall(a, b));
}
TRY(bor) {
  *out = a | b;
  return LIKELY(bothSmall(a, b));
}
TRY(bxor) {
  *out = a ^ b;
  return LIKELY(bothSmall(a, b));
}
TRY(bsr) {
  if (UNLIKELY(!bothSmall(a, b)) || UNLIKELY(b >= abi::makeSmall(61)))
    return false;
  *out = Word(int64_t(a) >> (b >> abi::kSmallShift)) & ~abi::kTagMask;
  return true;
}
TRY(bsl) {
  if (UNLIKELY(!bothSmall(a, b)) || UNLIKELY(b >= abi::makeSmall(61)))
    return false;
  unsigned n = unsigned(b >> abi::kSmallShift);
  *out = a << n;
  return LIKELY((int64_t(*out) >> n) == int64_t(a));
}
PRIM Word beamc_prim_add_exact(Word a, Word b) { return a + b; }
PRIM Word beamc_prim_sub_exact(Word a, Word b) { return a - b; }
PRIM Word beamc_prim_band_exact(Word a, Word b) { return a & b; }
PRIM Word beamc_prim_bor_exact(Word a, Word b) { return a | b; }
PRIM Word beamc_prim_bxor_exact(Word a, Word b) { return a ^ b; }

// --- Floats ----------------------------------------------------------------------------------

PRIM double beamc_prim_unbox(Word t) { return Term(t).floatValue(); }
PRIM bool beamc_prim_is_finite(double d) { return __builtin_isfinite(d); }
PRIM Word beamc_prim_box(Process *p, Word **hp, Word *sp, int64_t *red, double d) {
  uint64_t bits;
  __builtin_memcpy(&bits, &d, 8);
  Word w = abi::rotateFloat(bits);
  if (LIKELY(abi::isFloatTag(w)))
    return w;
  save(p, *hp, sp, *red);
  Word r = BEAMC_SLOW_CALL(beamc_slow_box_float, p, bits);
  *hp = p->hp;
  *red = p->reductions;
  return r;
}
/// A float equal to the number \p t; fails for other terms and huge integers.
PRIM Word beamc_prim_to_float(Process *p, Word **hp, Word *sp, int64_t *red, Word t) {
  if (Term(t).isFloat())
    return t;
  if (Term(t).isSmall() && t != 0) {
    double d = double(abi::smallValue(t)); // never outside the range of inline floats
    uint64_t bits;
    __builtin_memcpy(&bits, &d, 8);
    return abi::rotateFloat(bits);
  }
  save(p, *hp, sp, *red);
  Word r = BEAMC_SLOW_CALL(beamc_slow_to_float, p, t);
  *hp = p->hp;
  *red = p->reductions;
  return r;
}

// --- Bitstrings: matching -----------------------------------------------------------------------

namespace {
inline __attribute__((always_inline)) const uint8_t *bytesOf(Word *context) {
  Word *o = pointer(context[1]);
  return abi::headerKind(o[0]) == Kind::HeapBits
             ? reinterpret_cast<const uint8_t *>(o + 2)
             : reinterpret_cast<const BinaryObject *>(o[2])->data;
}
} // namespace

/// A match context goes on where it is: the compiler of the module made sure that nobody else
/// uses it.
PRIM Word beamc_prim_bs_start_match(Process *p, Word **hp, Word *sp, int64_t *red, Word t) {
  if (Term(t).isMatchContext())
    return t;
  save(p, *hp, sp, *red);
  Word r = BEAMC_SLOW_CALL(beamc_slow_bs_start_match, p, t);
  *hp = p->hp;
  *red = p->reductions;
  return r;
}
/// Bits of \p size units, or -1 if that is no size.
PRIM int64_t beamc_prim_bs_bits(Word size, uint64_t unit) {
  int64_t r;
  if (UNLIKELY(!Term(size).isSmall()) || abi::smallValue(size) < 0 ||
      __builtin_smull_overflow(abi::smallValue(size), int64_t(unit), &r))
    return -1;
  return r;
}
/// At least \p bits are left, and what is behind them is a multiple of \p unit.
PRIM bool beamc_prim_bs_has_bits(Word ctx, uint64_t bits, uint64_t unit) {
  Word *c = pointer(ctx);
  auto left = int64_t(c[3] - c[2]) - int64_t(abi::makeSmall(int64_t(bits)));
  return left >= 0 && (unit == 1 || uint64_t(abi::smallValue(Word(left))) % unit == 0);
}
PRIM bool beamc_prim_bs_test_tail(Word ctx, uint64_t bits) {
  Word *c = pointer(ctx);
  return c[3] - c[2] == abi::makeSmall(int64_t(bits));
}
PRIM bool beamc_prim_bs_test_unit(Word ctx, uint64_t unit) {
  Word *c = pointer(ctx);
  return uint64_t(abi::smallValue(c[3] - c[2])) % unit == 0;
}
PRIM Word beamc_prim_bs_get_position(Word ctx) { return pointer(ctx)[2]; }
PRIM void beamc_prim_bs_set_position(Word ctx, Word position) { pointer(ctx)[2] = position; }
PRIM bool beamc_prim_bs_skip(Word ctx, int64_t bits) {
  Word *c = pointer(ctx);
  if (bits < 0 || abi::smallValue(c[3] - c[2]) < bits)
    return false;
  c[2] += abi::makeSmall(bits);
  return true;
}
PRIM Word beamc_prim_bs_get_integer(Process *p, Word **hp, Word *sp, int64_t *red, Word ctx,
                                    int64_t bits, uint64_t flags) {
  if (bits < 0)
    return abi::kNonValue;
  Word *c = pointer(ctx);
  int64_t at = abi::smallValue(c[2]);
  if (abi::smallValue(c[3]) - at < bits)
    return abi::kNonValue;
  if (LIKELY((at & 7) == 0) && flags == 0) {
    const uint8_t *b = bytesOf(c) + (at >> 3);
    uint64_t v;
    if (bits == 8) {
      v = *b;
    } else if (bits == 16) {
      uint16_t w;
      __builtin_memcpy(&w, b, 2);
      v = __builtin_bswap16(w);
    } else if (bits == 32) {
      uint32_t w;
      __builtin_memcpy(&w, b, 4);
      v = __builtin_bswap32(w);
    } else {
      goto slow;
    }
    c[2] += abi::makeSmall(bits);
    return abi::makeSmall(int64_t(v));
  }
slow:
  save(p, *hp, sp, *red);
  Word r = BEAMC_SLOW_CALL(beamc_slow_bs_get_integer, p, ctx, uint64_t(bits), flags);
  *hp = p->hp;
  *red = p->reductions;
  return r;
}

// --- Bitstrings: construction
// -----------------------------------------------------------------------

/// Appends the low \p bits bits (whole bytes, 64 at most) of \p value to \p source: in place when
/// \p source is a part that ends where a writable binary of this process alone does (term/Bits.h).
/// \p how is for beamc_rt_bs_append_integer.
PRIM Word beamc_prim_bs_append_integer(Process *p, Word **hp, Word *sp, int64_t *red, Word source,
                                       Word value, uint64_t bits, uint64_t how, bool little) {
  if (LIKELY(Term(source).isBoxed() && Term(value).isSmall())) {
    Word *part = pointer(source);
    if (LIKELY(part[0] == abi::makeHeader(Kind::SubBits, 3) && part[2] == abi::makeSmall(0))) {
      Word *whole = pointer(part[1]);
      uint64_t have = uint64_t(abi::smallValue(part[3])), total = have + bits;
      auto *b = reinterpret_cast<BinaryObject *>(whole[2]);
      if (LIKELY(abi::headerKind(whole[0]) == Kind::RefcBits) &&
          LIKELY(b->flags & BinaryObject::kWritable) && LIKELY((have & 7) == 0) &&
          LIKELY(total <= b->capacity * 8) &&
          LIKELY(__atomic_load_n(&b->refs, __ATOMIC_ACQUIRE) == 1) && LIKELY(b->usedBits == have) &&
          LIKELY(uint64_t(sp - *hp) >= 4 + abi::kStackReserve)) {
        b->usedBits = total;
        b->size = total / 8;
        uint64_t v = uint64_t(abi::smallValue(value));
        if (!little)
          v = __builtin_bswap64(v << (64 - bits));
        uint8_t *to = b->data + have / 8;
        if (bits == 8)
          *to = uint8_t(v);
        else
          __builtin_memcpy(to, &v, bits / 8);
        Word *o = *hp;
        o[0] = abi::makeHeader(Kind::SubBits, 3);
        o[1] = part[1];
        o[2] = abi::makeSmall(0);
        o[3] = abi::makeSmall(int64_t(total));
        *hp = o + 4;
        return Term::boxed(o).bits;
      }
    }
  }
  save(p, *hp, sp, *red);
  Word r = BEAMC_SLOW_CALL(beamc_slow_bs_append_integer, p, source, value, bits, how);
  *hp = p->hp;
  *red = p->reductions;
  return r;
}
/// Fills in segment \p i of an array on the C stack.
PRIM void beamc_prim_bs_segment(BitSegment *segments, uint64_t i, uint32_t type, uint32_t unit,
                                uint32_t flags, Word value, Word size) {
  segments[i] = BitSegment{SegmentType(type), unit, flags, 0, value, size};
}
PRIM uint64_t beamc_prim_segment_size() { return sizeof(BitSegment); }
// NOLINTEND(misc-definitions-in-headers)
