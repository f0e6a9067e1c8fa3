//===- OpTable.h - The operations, for the translator -------------------------------------===//
//
// Operand layouts stand beside the operations in Ops*.cpp; `k…` arguments are Kinds.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/code/Code.h"

namespace beamc::rt::interp {

// OpsData.cpp
CodeFn *moveOp(int kSource, int kDestination);
CodeFn *putListOp(int kHead, int kTail, int kDestination);
CodeFn *getListOp(int kSource, int kHead, int kTail);
CodeFn *getHeadOp(int kSource, int kDestination);
CodeFn *getTailOp(int kSource, int kDestination);
CodeFn *getElementOp(int kSource, int kDestination);
CodeFn opSwap, opAllocate, opDeallocate, opTrim, opInit, opTestHeap, opTestHeapAfter, opPutTuple,
    opSetElement, opUpdateRecord, opMakeFun;

// OpsTest.cpp
enum class Test {
  IsAtom,
  IsBoolean,
  IsBinary,
  IsBitstring,
  IsFloat,
  IsFunction,
  IsInteger,
  IsList,
  IsCons,
  IsNil,
  IsMap,
  IsNumber,
  IsPid,
  IsPort,
  IsReference,
  IsTuple,
};
CodeFn *testOp(Test test, int kSource);
CodeFn *testArityOp(int kSource);
CodeFn *isTaggedOp(int kSource);
enum class Compare { Less, GreaterEq, Eq, Ne, ExactEq, ExactNe };
CodeFn *compareOp(Compare compare, int kLeft, int kRight);
CodeFn opIsFunction2, opJump, opSelectWord, opSelectTerm, opSelectArity, opInvalid;
/// What an instruction relies on although the code does not show it.
enum class Require { Cons, Tuple, Map, Float };
CodeFn *requireOp(Require kind);

// OpsCall.cpp
CodeFn opEntry, opEntryCounting, opEntryCompiled, opCall, opTail, opTailFrame, opCallExport,
    opTailExport, opTailBif, opReturn, opReturnFrame, opCallFun, opTailFun, opApplyFun,
    opTailApplyFun, opApply, opTailApply, opRaiseClass;
CodeFn *callBifOp(unsigned arity); ///< up to kMaxBifArguments
inline constexpr unsigned kMaxBifArguments = 8;

// OpsArithmetic.cpp
enum class Arithmetic { Add, Sub, Mul, IntDiv, IntRem, Band, Bor, Bxor, Bsl, Bsr };
CodeFn *arithmeticOp(Arithmetic op, int kLeft, int kRight, int kDestination);
CodeFn *guardBifOp(unsigned arity);
enum class Float { Add, Sub, Mul, Div };
CodeFn *floatOp(Float op);
CodeFn opFloatLoad, opFloatConvert, opFloatStore, opFloatMove, opFloatNegate;

// OpsControl.cpp
CodeFn opFunctionClause, opRaiseError, opRaiseErrorValue, opRaiseAgain, opRawRaise,
    opBuildStacktrace, opSend, opReceivePeek, opReceiveRemove, opReceiveNext, opReceiveTimeout,
    opWait, opWaitTimeout, opWaitResult, opPopFrame, opMarkerReserve, opMarkerBind, opMarkerClear,
    opMarkerUse, opUnreachable;

// OpsMap.cpp
CodeFn opMapPut, opMapUpdate, opHasMapFields, opGetMapElements;

// OpsBits.cpp
CodeFn opBsStartMatch, opBsGetInteger, opBsGetFloat, opBsGetBinary, opBsGetRest, opBsGetTail,
    opBsSkip, opBsTestTail, opBsTestUnit, opBsHasBits, opBsMatchString, opBsGetUtf8, opBsGetUtf16,
    opBsGetUtf32, opBsGetPosition, opBsSetPosition, opBsMatchInteger, opBsCreate;

} // namespace beamc::rt::interp
