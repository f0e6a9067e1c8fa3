//===- Pipeline.cpp - The order of the passes ------------------------------------------===//
#include "compiler/passes/Pipeline.h"
#include "compiler/passes/Pass.h"

namespace beamc::passes {
namespace {

struct PassInfo {
  const char *name, *flag, *description;
  Need need;
  bool (*run)(ssa::Function &); ///< one of both
  bool (*runModule)(ssa::Program &);
};

const PassInfo kPasses[] = {
#define PASS(Name, flag, description, need)                                                        \
  {#Name, flag, description, Need::need, &Name::run, nullptr},
#define MODULE_PASS(Name, flag, description, need)                                                 \
  {#Name, flag, description, Need::need, nullptr, &Name::run},
#include "compiler/passes/Passes.def"
};

/// The whole order. Between module passes, each function goes through all passes before the next
/// one begins.
const char *const kOrder[] = {
    "remove-redundant-args", "dead-code",    "inline",    "propagate-types",
    "unbox-floats",          "merge-blocks", "dead-code", "merge-heap-tests",
};

/// first must run somewhere before second, because of reason. Checked by checkOrder.
struct Before {
  const char *first, *second, *reason;
};
const Before kBefore[] = {
    {"remove-redundant-args", "propagate-types",
     "an argument with one value would hide the value's type"},
    {"propagate-types", "merge-heap-tests", "decided tests leave longer blocks"},
    {"remove-redundant-args", "inline",
     "an argument for every register makes functions look large"},
    {"inline", "propagate-types", "what is known of arguments decides tests of the copy"},
    {"inline", "merge-blocks", "a copy is joined to its caller by branches"},
    {"propagate-types", "unbox-floats", "it finds the operands that are floats"},
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

namespace {

class Run {
public:
  Run(ssa::Program &program, const PipelineOptions &options, PipelineOutput &out)
      : program_(program), options_(options), out_(out) {}

  bool run(const std::vector<const PassInfo *> &order) {
    for (auto &f : program_.functions)
      if (!after(*f, "construction"))
        return false;
    for (size_t from = 0; from != order.size();) {
      if (order[from]->runModule) {
        if (!runModule(*order[from++]))
          return false;
        continue;
      }
      size_t to = from;
      while (to != order.size() && order[to]->run)
        ++to;
      bool all = options_.functions.empty() || to != order.size();
      for (size_t n = 0; n != program_.functions.size(); ++n)
        for (size_t i = from; i != to && (all || options_.functions[n]); ++i)
          if (!runFunction(*order[i], *program_.functions[n]))
            return false;
      from = to;
    }
    return true;
  }

private:
  bool runFunction(const PassInfo &p, ssa::Function &f) {
    {
      StepTimer timer(&out_.times, p.flag);
      p.run(f);
    }
    return after(f, p.flag);
  }

  bool runModule(const PassInfo &p) {
    {
      StepTimer timer(&out_.times, p.flag);
      p.runModule(program_);
    }
    for (auto &f : program_.functions)
      if (!after(*f, p.flag))
        return false;
    return true;
  }

  bool after(const ssa::Function &f, const char *pass) {
    if (options_.printAfter == "all" || options_.printAfter == pass)
      out_.dumps += std::string("; after ") + pass + "\n" + ssa::print(f);
    if (options_.verifyEach)
      out_.error = ssa::verify(f, pass);
    return out_.error.empty();
  }

  ssa::Program &program_;
  const PipelineOptions &options_;
  PipelineOutput &out_;
};

} // namespace

bool runPipeline(ssa::Program &program, const PipelineOptions &options, PipelineOutput &out) {
  out.error = checkOrder();
  if (!out.error.empty())
    return false;
  std::vector<const PassInfo *> order;
  if (options.only.empty())
    for (const char *flag : kOrder) {
      const PassInfo *p = find(flag);
      if (p->need == Need::Required || (options.level != 0 && !options.disabled.count(flag)))
        order.push_back(p);
    }
  for (const std::string &flag : options.only)
    order.push_back(find(flag));
  return Run(program, options, out).run(order);
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
