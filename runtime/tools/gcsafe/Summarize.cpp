//===- Summarize.cpp - One translation unit's summary ------------------------------===//
#include "runtime/tools/gcsafe/Summarize.h"
#include "runtime/tools/gcsafe/Analysis.h"
#include "clang/AST/Attr.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include <deque>
#include <map>
#include <set>

using namespace clang;

namespace gcsafe {
namespace {

class Summarizer : public RecursiveASTVisitor<Summarizer>, Sink {
public:
  Summarizer(ASTContext &context, const std::string &root, Summary &out)
      : context_(context), places_(context.getSourceManager(), root), keys_(context, places_),
        out_(out) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldVisitImplicitCode() const { return true; }
  bool shouldVisitLambdaBody() const { return true; }

  void run() {
    TraverseDecl(context_.getTranslationUnitDecl());
    while (!work_.empty()) {
      const FunctionDecl *f = work_.front();
      work_.pop_front();
      function(f);
    }
    for (auto &[key, f] : pseudo_)
      out_.functions.push_back(std::move(f));
  }

  bool VisitFunctionDecl(FunctionDecl *f) {
    if (places_.isOurs(f->getLocation()))
      reached(f);
    return true;
  }
  bool VisitVarDecl(VarDecl *v) {
    if (v->hasGlobalStorage() && v->getInit() && !v->getDeclContext()->isDependentContext() &&
        !v->getType()->isDependentType() && !v->getInit()->isInstantiationDependent() &&
        places_.isOurs(v->getLocation()))
      noteAddresses(v->getInit(), keys_, places_, *this);
    return true;
  }
  bool VisitDecl(Decl *d) {
    for (const AnnotateAttr *a : d->specific_attrs<AnnotateAttr>())
      if (a->getAnnotation().starts_with("beamc::") && places_.isOurs(d->getLocation()))
        annotation(d, a);
    return true;
  }

  void reached(const FunctionDecl *f) override {
    f = f->getCanonicalDecl();
    if (seen_.insert(f).second)
      work_.push_back(f);
  }
  void edge(const std::string &from, const std::string &to, const std::string &place) override {
    Function &f = pseudo(from, from);
    if (edges_.insert(from + "\t" + to).second)
      f.calls.push_back({to, place, 0, {}});
  }
  void entersErlang(const std::string &key, const std::string &name) override {
    pseudo(key, name).effects |= kCollects | kSchedules;
  }

private:
  ASTContext &context_;
  Places places_;
  Keys keys_;
  ValueTypes types_;
  Summary &out_;
  std::deque<const FunctionDecl *> work_;
  llvm::DenseSet<const FunctionDecl *> seen_;
  std::map<std::string, Function> pseudo_;
  llvm::StringSet<> edges_;

  Function &pseudo(const std::string &key, const std::string &name) {
    Function &f = pseudo_[key];
    if (f.key.empty())
      f.key = key, f.name = name;
    return f;
  }

  void annotation(const Decl *d, const AnnotateAttr *a) {
    static const llvm::StringSet<> known = {
        "beamc::may_collect",  "beamc::may_schedule",   "beamc::may_free_process",
        "beamc::leaves_epoch", "beamc::no_collect",     "beamc::rooted_storage",
        "beamc::heap_object",  "beamc::promise_rooted", "beamc::promise_no_collect"};
    llvm::StringRef what = a->getAnnotation();
    std::string place = places_.at(a->getLocation());
    if (!known.contains(what))
      out_.errors.push_back({place, "unknown annotation '" + what.str() + "'"});
    if (!what.starts_with("beamc::promise_"))
      return;
    if (promiseOn(d, what).empty())
      out_.errors.push_back({place, "a promise needs a reason"});
    else
      out_.promisePlaces.push_back(place);
  }

  static unsigned effectsOf(const FunctionDecl *f) {
    return (isAnnotated(f, "beamc::may_collect") ? kCollects : 0u) |
           (isAnnotated(f, "beamc::may_schedule") ? kCollects | kSchedules : 0u) |
           (isAnnotated(f, "beamc::may_free_process") ? kFrees : 0u);
  }
  static unsigned flagsOf(const FunctionDecl *f) {
    auto *label = f->getAttr<AsmLabelAttr>();
    return (isAnnotated(f, "beamc::no_collect") ? kNoCollect : 0u) |
           (label && label->getLabel().starts_with("bif.") ? kBif : 0u) |
           (isAnnotated(f, "beamc::leaves_epoch") ? kLeavesEpoch : 0u);
  }

  void function(const FunctionDecl *f) {
    if (f->isDependentContext())
      return;
    const FunctionDecl *definition = nullptr;
    f->hasBody(definition);
    Function out;
    out.key = keys_.of(f);
    out.name = Keys::displayName(f);
    out.place = places_.at((definition ? definition : f)->getLocation());
    out.effects = effectsOf(f);
    out.flags = flagsOf(f);
    out.promise = promiseOn(f, "beamc::promise_no_collect");
    if (definition && !definition->isDependentContext() && definition->getBody()) {
      out.flags |= kDefined;
      bool ours = places_.isOurs(definition->getLocation());
      analyzeBody(definition, context_, places_, keys_, types_, ours, out, *this);
    }
    if (auto *m = dyn_cast<CXXMethodDecl>(f))
      overrides(m, m);
    // What neither calls nor says anything is of no interest to anybody.
    if (!out.calls.empty() || out.effects || out.flags & ~unsigned(kDefined) ||
        !out.promise.empty() || f->hasAttr<AsmLabelAttr>())
      out_.functions.push_back(std::move(out));
  }

  void overrides(const CXXMethodDecl *m, const CXXMethodDecl *overrider) {
    for (const CXXMethodDecl *o : m->overridden_methods()) {
      edge(keys_.ofVirtual(o), keys_.of(overrider), places_.at(overrider->getLocation()));
      overrides(o, overrider);
    }
  }
};

class Consumer : public ASTConsumer {
public:
  Consumer(const SummarizeJob &job, bool &failed) : job_(job), failed_(failed) {}
  void HandleTranslationUnit(ASTContext &context) override {
    if (context.getDiagnostics().hasErrorOccurred()) {
      failed_ = true;
      return;
    }
    Summary summary;
    Summarizer(context, job_.root, summary).run();
    failed_ |= !writeSummary(job_.output, summary);
    if (!job_.depfile.empty())
      failed_ |= !writeDepfile(context.getSourceManager());
  }

private:
  const SummarizeJob &job_;
  bool &failed_;

  bool writeDepfile(const SourceManager &sm) {
    std::error_code ec;
    llvm::raw_fd_ostream out(job_.depfile, ec);
    if (ec) {
      llvm::errs() << job_.depfile << ": " << ec.message() << "\n";
      return false;
    }
    std::set<std::string> files;
    for (auto it = sm.fileinfo_begin(); it != sm.fileinfo_end(); ++it) {
      llvm::StringRef name = it->first.getName();
      if (llvm::sys::path::is_absolute(name))
        files.insert(name.str());
    }
    out << job_.output << ":";
    for (const std::string &f : files)
      out << " \\\n  " << f;
    out << "\n";
    return true;
  }
};

class Action : public ASTFrontendAction {
public:
  Action(const SummarizeJob &job, bool &failed) : job_(job), failed_(failed) {}
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &, llvm::StringRef) override {
    return std::make_unique<Consumer>(job_, failed_);
  }

private:
  const SummarizeJob &job_;
  bool &failed_;
};

} // namespace

std::unique_ptr<FrontendAction> SummarizeFactory::create() {
  return std::make_unique<Action>(job_, failed_);
}

} // namespace gcsafe
