//===- GcAnnotations.h - What the checker gcsafe is told ---------------------------===//
//
// runtime/tools/gcsafe proves that no C++ code of the runtime holds a raw term, heap pointer,
// cached heap top or process pointer across a call that may invalidate it. It needs to know
// where effects begin; it finds by itself who reaches them (docs/design/gc-safe-cpp.md).
//
// On functions, the origins of effects:
//   BEAMC_MAY_COLLECT        moves the heap, stack and fragments of the process
//   BEAMC_MAY_SCHEDULE       runs Erlang code, or lets another process run: implies collecting
//   BEAMC_MAY_FREE_PROCESS   a Process * held by the caller may dangle afterwards
//   BEAMC_LEAVES_EPOCH       the same, but only for processes that the calling function itself
//                            has looked up: guards nest, so whoever holds a process from before
//                            is inside an epoch of its own
// On functions, a claim to prove:
//   BEAMC_NO_COLLECT         never collects (BIFs and the runtime calls of RuntimeCalls.def that
//                            are Leaf or Heap are proven without it)
// On types:
//   BEAMC_ROOTED_STORAGE     the collector visits the terms in objects of this type
//   BEAMC_HEAP_OBJECT        a collection frees objects of this type: pointers to it are heap
//                            pointers
// Suppressions; the tool rejects an empty reason and counts them:
//   BEAMC_PROMISE_ROOTED("why")      on a variable or field: it may live across collections
//   BEAMC_PROMISE_NO_COLLECT("why")  on a function, or on a variable or field that holds a
//                                    function pointer: calls of it do not collect
//===----------------------------------------------------------------------===//
#pragma once

#define BEAMC_MAY_COLLECT [[clang::annotate("beamc::may_collect")]]
#define BEAMC_MAY_SCHEDULE [[clang::annotate("beamc::may_schedule")]]
#define BEAMC_MAY_FREE_PROCESS [[clang::annotate("beamc::may_free_process")]]
#define BEAMC_LEAVES_EPOCH [[clang::annotate("beamc::leaves_epoch")]]
#define BEAMC_NO_COLLECT [[clang::annotate("beamc::no_collect")]]
#define BEAMC_ROOTED_STORAGE [[clang::annotate("beamc::rooted_storage")]]
#define BEAMC_HEAP_OBJECT [[clang::annotate("beamc::heap_object")]]
#define BEAMC_PROMISE_ROOTED(reason) [[clang::annotate("beamc::promise_rooted", reason)]]
#define BEAMC_PROMISE_NO_COLLECT(reason) [[clang::annotate("beamc::promise_no_collect", reason)]]
