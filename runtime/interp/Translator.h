//===- Translator.h - From generic instructions to threaded code (private to Translate*.cpp) ---===//
//
// Two walks over each function. The first finds what holds at each label: the size of the frame
// and the tries and catches around it, which erlc nests statically. So a try costs nothing until
// something is raised: each call's stub knows its handler. The second walk writes the code.
// Addresses are not known before the end; until then words hold offsets, with a list of what to
// add to them.
//===----------------------------------------------------------------------===//
#pragma once
#include "compiler/loader/OpFacts.h"
#include "compiler/loader/OpInfo.h"
#include "compiler/validator/Validator.h"
#include "runtime/interp/Encoding.h"
#include "runtime/interp/Module.h"
#include "runtime/interp/OpTable.h"
#include <map>
#include <unordered_map>

namespace beamc::rt {
struct BifInfo;
}

namespace beamc::rt::interp {

class Translator {
public:
  Translator(const loader::Module &m, const validator::Validation &checked, InterpretedModule &out,
             Diagnostics &diag);
  bool run();

private:
  using Op = loader::Op;
  using Operand = loader::Operand;
  using OperandKind = loader::OperandKind;

  /// A try or catch around a place.
  struct Region {
    int slot;         ///< Y register, counted from the frame's far end
    uint32_t handler; ///< stub
    bool operator==(const Region &) const = default;
  };
  struct State {
    int frame = -1; ///< Y registers; -1: no frame
    std::vector<Region> regions;
    bool operator==(const State &) const = default;
  };
  /// A label in one of the states that it is reached in. Compilers share code that only raises
  /// between frames; it is written once for each.
  struct Place {
    int64_t label;
    size_t state;
    auto operator<=>(const Place &) const = default;
  };
  struct PendingBits {
    bool active = false;
    Operand destination;
    int64_t label = 0, heap = 0, live = 0;
    std::vector<Word> segments;    ///< type, unit, flags each
    std::vector<Operand> operands; ///< value, size each
  };

  // Translate.cpp: the walks.
  void declareFunctions();
  bool translateFunction(uint32_t index);
  bool findStates(const loader::FunctionInfo &f);
  bool reach(int64_t label, const State &s, std::vector<Place> &work);
  Place placeOf(int64_t label, const State &s) const;
  bool isHandler(int64_t label) const;
  void beginLabel(int64_t label, bool fallsIn);
  bool writeOp(const Op &o);
  bool writeOtherState(const Place &place);
  bool reached(const Op &o) const { return factsOf(o) & loader::kReached; }
  uint8_t factsOf(const Op &o) const { return checked_.facts[size_t(&o - m_.ops.data())]; }
  void checkClaims(const Op &o);
  void requireKind(const Operand &source, Require kind, int64_t size = 0);
  bool step(const Op &o, State &s, bool &ends);
  void enterRegion(const Op &o, State &s);
  void leaveRegion(const Operand &y, State &s);
  bool translate(const Op &o);
  bool translateFrame(const Op &o);
  bool bad(const Op &o, const char *what);
  void finish();
  void finishDescriptor();

  // Emission.
  void op(CodeFn *code) { word(reinterpret_cast<Word>(code)); }
  void word(Word w) { code_.push_back(w); }
  void pointer(const void *p) { word(reinterpret_cast<Word>(p)); }
  void target(int64_t label, Word tag = 0);
  void entryTarget(int64_t label);
  void stub(uint32_t index);
  void location(uint32_t index, Word tag);
  /// Where this instruction would raise.
  void where();
  /// The same for what only invalid code does: handlers of this function do not see it, since the
  /// validator has not looked at what it would be in their registers.
  void whereInvalid();
  /// A label, or where() if there is none.
  void fail(const Operand &label) { failLabel(label.value); }
  void failLabel(int64_t label);
  void any(const Operand &o);
  void constant(Word value);        ///< as an "any" operand
  Word immediate(const Operand &o); ///< word of a constant
  bool isConstant(const Operand &o) const { return !o.isRegister(); }
  int kindOf(const Operand &o) const {
    return o.kind == OperandKind::X ? kX : o.kind == OperandKind::Y ? kY : kConst;
  }
  void sourceWord(const Operand &o);
  void destinationWord(const Operand &o) { sourceWord(o); }
  uint32_t callSite(); ///< stub for a call whose code goes on behind what is emitted next
  void setSiteContext(uint32_t site) { stubContexts_[site] = uint32_t(code_.size()); }
  uint32_t raiseSite();
  uint32_t frameSite(int frame); ///< for a frame that no call has been made from yet
  uint32_t locationHere();
  uint32_t newStub(ContextCodeFn *target, uint32_t location, uint32_t handler, uint32_t frameSize);
  uint32_t handlerHere() const {
    return state_.regions.empty() ? kNone : state_.regions.back().handler;
  }
  void reserveLiterals();
  Word literal(const loader::Literal &l);
  Word atomWord(uint32_t index) const { return atoms_[index]; }

  // TranslateCalls.cpp
  bool translateCall(const Op &o);
  bool translateMessage(const Op &o);
  bool translateException(const Op &o);
  void callExternal(Word m, Word f, uint32_t arity, bool tail);
  /// Bytes of the present frame with its return address.
  Word frameBytes() const { return Word(state_.frame + 1) * sizeof(Word); }
  bool returnsNext(const Op &o) const; ///< and there is a frame, and no try or catch is open

  // TranslateData.cpp
  bool translateData(const Op &o);
  bool translateTest(const Op &o);
  bool translateArithmetic(const Op &o);
  bool translateMap(const Op &o);
  bool guardBif(const Operand &label, int64_t import, std::span<const Operand> args,
                const Operand &dst);

  // TranslateBits.cpp
  bool translateBits(const Op &o);
  bool translateBsMatch(const Op &o);
  bool translateOldConstruction(const Op &o);
  void finishPendingBits();
  void testHeapAfter(int64_t words, int64_t live, const Operand &destination);
  int64_t segmentFlags(const Operand &o) const { return loader::segmentFlagsOf(m_, o); }
  void getSized(CodeFn *code, int64_t label, const Operand &context, const Operand &size,
                int64_t unit, int64_t flags, const Operand &dst);

  const loader::Module &m_;
  const validator::Validation &checked_;
  InterpretedModule &out_;
  Diagnostics &diag_;
  std::vector<Word> atoms_;
  std::vector<Word> literals_, bigIntegers_;
  std::vector<bool> literalMade_, bigIntegerMade_;

  std::vector<Word> code_;
  std::vector<uint32_t> codeFixups_; ///< words that hold an offset in words << 3 | tag
  std::vector<uint32_t> poolFixups_;
  std::vector<std::pair<uint32_t, uint32_t>> stubFixups_, locationFixups_;
  std::vector<StubSpec> stubs_;
  std::vector<uint32_t> stubContexts_; ///< beside stubs_: offset in code_
  std::vector<CodeLocation> locations_;
  std::vector<Word> pool_;
  std::unordered_map<Word, uint32_t> poolIndex_;
  std::vector<uint32_t> entryOffset_;  ///< by label: offset of the function's opEntry, or kNone
  std::vector<uint32_t> functionStub_; ///< by function, or kNone when a built-in replaces it
  std::vector<std::pair<uint32_t, int64_t>> entryFixups_;

  // Of the function being translated.
  const loader::FunctionInfo *f_ = nullptr;
  uint32_t index_ = 0;
  State state_;
  uint32_t line_ = 0;
  bool live_ = false;
  PendingBits bits_;
  std::unordered_map<int64_t, std::vector<State>> labelStates_;
  std::unordered_map<int64_t, size_t> labelPosition_;
  std::unordered_map<int64_t, uint32_t> labelLine_; ///< line_ at the label
  std::map<Place, uint32_t> labelOffset_;
  std::map<Place, uint32_t> handlerOffset_; ///< where exceptions go on
  std::vector<std::pair<uint32_t, Place>> labelFixups_;
  struct HandlerStub {
    uint32_t stub;
    int64_t label;
    State state; ///< that the label is reached in
  };
  std::vector<HandlerStub> handlerLabels_;
  /// By label, kind, frame, slot and the handler around it.
  std::map<std::tuple<int64_t, bool, int, int, uint32_t>, uint32_t> handlers_;
  std::unordered_map<uint32_t, uint32_t> locationOfLine_;
  std::map<std::tuple<uint32_t, uint32_t, int>, uint32_t> raiseSites_;
};

/// Pairs of a map and segments of a bitstring that one instruction may have: the operation copies
/// them to its stack.
inline constexpr size_t kMaxParts = 16384;

/// The built-in M:F/A, or null.
const BifInfo *findBif(Word module, Word function, uint32_t arity);

} // namespace beamc::rt::interp
