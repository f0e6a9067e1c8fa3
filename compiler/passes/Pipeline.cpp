//===- Pipeline.cpp - The order of the passes ------------------------------------------===//
#include "compiler/passes/Pipeline.h"
#include "compiler/passes/Pass.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>

namespace beamc::passes {
namespace {

struct PassInfo {
  const char *name, *flag, *description;
  Need need;
  bool (*run)(ssa::Function &);
};

const PassInfo kPasses[] = {
#define PASS(Name, flag, description, need) {#Name, flag, description, Need::need, &Name::run},
#include "compiler/passes/Passes.def"
};

/// The whole order for each function.
const char *const kOrder[] = {
    "remove-redundant-args", "dead-code", "propagate-types",
    "merge-blocks",          "dead-code", "merge-heap-tests",
};

/// first must run somewhere before second, because of reason. Checked by checkOrder.
struct Before {
  const char *first, *second, *reason;
};
const Before kBefore[] = {
    {"remove-redundant-args", "propagate-types",
     "an argument with one value would hide the value's type"},
    {"propagate-types", "merge-heap-tests", "decided tests leave longer blocks"},
    {"remove-redundant-args", "dead-code", "construction makes an argument for every register"},
};

const PassInfo *find(std::string_view flag) {
  for (const PassInfo &p : kPasses)
    if (flag == p.flag)
      return &p;
  return nullptr;
}

std::string checkOrder() {
  auto position = [](std::string_view flag) {
    size_t i = 0;
    while (i != std::size(kOrder) && flag != kOrder[i])
      ++i;
    return i;
  };
  for (const Before &b : kBefore)
    if (position(b.first) >= position(b.second))
      return std::string(b.first) + " must run before " + b.second + ": " + b.reason;
  return {};
}

} // namespace

bool isPass(std::string_view flag) { return find(flag) != nullptr; }

std::string describePasses() {
  std::string s;
  for (const PassInfo &p : kPasses)
    s += std::string(p.flag) + "  " + p.description + "\n";
  return s;
}

bool runPipeline(ssa::Program &program, const PipelineOptions &options, PipelineOutput &out) {
  out.error = checkOrder();
  if (!out.error.empty())
    return false;
  std::vector<std::string> order(std::begin(kOrder), std::end(kOrder));
  if (!options.only.empty())
    order = options.only;
  std::vector<double> seconds(order.size(), 0);
  for (auto &f : program.functions) {
    if (options.verifyEach && !(out.error = ssa::verify(*f, "construction")).empty())
      return false;
    if (options.printAfter == "all" || options.printAfter == "construction")
      out.dumps += "; after construction\n" + ssa::print(*f);
    for (size_t i = 0; i != order.size(); ++i) {
      const PassInfo *p = find(order[i]);
      if (p->need == Need::Optional && options.only.empty() &&
          (options.level == 0 || options.disabled.count(order[i])))
        continue;
      auto start = std::chrono::steady_clock::now();
      p->run(*f);
      seconds[i] += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
      if (options.verifyEach && !(out.error = ssa::verify(*f, order[i])).empty())
        return false;
      if (options.printAfter == "all" || options.printAfter == order[i])
        out.dumps += "; after " + order[i] + "\n" + ssa::print(*f);
    }
  }
  if (options.timePasses) {
    llvm::raw_string_ostream os(out.times);
    for (size_t i = 0; i != order.size(); ++i)
      os << llvm::format("%9.3f ms  ", seconds[i] * 1e3) << order[i] << "\n";
  }
  return true;
}

void replaceValues(ssa::Function &fn, std::vector<ssa::Value *> &map) {
  auto final = [&](ssa::Value *v) {
    while (v->kind != ssa::Value::Kind::Const && v->id < map.size() && map[v->id])
      v = map[v->id];
    return v;
  };
  for (ssa::Block *b : fn.blocks)
    for (ssa::Inst *i : b->insts) {
      for (ssa::Value *&v : i->operands)
        v = final(v);
      for (ssa::Edge &e : i->succs)
        for (ssa::Value *&v : e.args)
          v = final(v);
    }
}

} // namespace beamc::passes
