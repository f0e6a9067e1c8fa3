//===- LinkObject.cpp - Tables and stubs that complete a program ---------------------------------===//
#include "compiler/codegen/LinkObject.h"
#include "compiler/codegen/Target.h"
#include "compiler/ssa/Bifs.h"
#include "runtime/abi/TermLayout.h"
#include "llvm/BinaryFormat/ELF.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/IRBuilder.h"
#include <map>
#include <set>

namespace beamc::codegen {
using namespace llvm;

namespace {

/// All atoms of the program with their numbers: the fixed ones, then the rest by text.
std::vector<std::string> numberAtoms(const ProgramDescription &program) {
  std::vector<std::string> list;
  std::set<std::string> fixed, rest;
#define ATOM(name, text)                                                                           \
  list.push_back(text);                                                                            \
  fixed.insert(text);
#include "runtime/abi/Atoms.def"
  auto add = [&](const std::string &a) {
    if (!fixed.count(a))
      rest.insert(a);
  };
  add(program.mainModule);
  add(program.mainFunction);
  for (const CompiledModule *m : program.modules) {
    for (const std::string &a : m->atoms)
      add(a);
    for (auto &e : m->referenced) {
      add(e.module);
      add(e.function);
    }
  }
  list.insert(list.end(), rest.begin(), rest.end());
  return list;
}

// The smallest relocatable ELF file: a symbol table of absolute symbols. Written by hand because
// no assembler syntax admits every atom as a symbol name.
// Source: System V ABI, chapter 4 (object files).
std::string absoluteSymbols(const std::vector<std::string> &atoms) {
  using namespace ELF;
  std::string strtab(1, '\0');
  std::string symtab(sizeof(Elf64_Sym), '\0');
  for (size_t n = 0; n != atoms.size(); ++n) {
    Elf64_Sym s{};
    s.st_name = uint32_t(strtab.size());
    s.setBindingAndType(STB_GLOBAL, STT_NOTYPE);
    s.st_other = STV_HIDDEN;
    s.st_shndx = SHN_ABS;
    s.st_value = abi::makeAtom(uint32_t(n));
    symtab.append(reinterpret_cast<char *>(&s), sizeof s);
    strtab += atomSymbol(atoms[n]);
    strtab += '\0';
  }
  static const char shstrtab[] = "\0.symtab\0.strtab\0.shstrtab\0.note.GNU-stack";
  Elf64_Ehdr h{};
  memcpy(h.e_ident, ElfMagic, 4);
  h.e_ident[EI_CLASS] = ELFCLASS64;
  h.e_ident[EI_DATA] = ELFDATA2LSB;
  h.e_ident[EI_VERSION] = EV_CURRENT;
  h.e_type = ET_REL;
  h.e_machine = EM_X86_64;
  h.e_version = EV_CURRENT;
  h.e_ehsize = sizeof h;
  h.e_shentsize = sizeof(Elf64_Shdr);
  h.e_shnum = 5;
  h.e_shstrndx = 3;
  uint64_t at = sizeof h;
  Elf64_Shdr sections[5]{};
  auto place = [&](int index, uint32_t name, uint32_t type, uint64_t size) {
    sections[index].sh_name = name;
    sections[index].sh_type = type;
    sections[index].sh_offset = at;
    sections[index].sh_size = size;
    sections[index].sh_addralign = type == SHT_SYMTAB ? 8 : 1;
    at += size;
  };
  place(1, 1, SHT_SYMTAB, symtab.size());
  sections[1].sh_link = 2;
  sections[1].sh_info = 1;
  sections[1].sh_entsize = sizeof(Elf64_Sym);
  place(2, 9, SHT_STRTAB, strtab.size());
  place(3, 17, SHT_STRTAB, sizeof shstrtab);
  place(4, 27, SHT_PROGBITS, 0);
  h.e_shoff = (at + 7) / 8 * 8;
  std::string out(reinterpret_cast<char *>(&h), sizeof h);
  out += symtab + strtab + std::string(shstrtab, sizeof shstrtab);
  out.resize(h.e_shoff, '\0');
  out.append(reinterpret_cast<char *>(sections), sizeof sections);
  return out;
}

class Writer {
public:
  Writer(Module &m, const std::vector<std::string> &atoms) : m_(m), c_(m.getContext()) {
    for (size_t n = 0; n != atoms.size(); ++n)
      numbers_[atoms[n]] = uint32_t(n);
    ptr_ = PointerType::getUnqual(c_);
    i64_ = Type::getInt64Ty(c_);
    i32_ = Type::getInt32Ty(c_);
  }

  void run(const ProgramDescription &program, const std::vector<std::string> &atoms,
           std::vector<std::string> &undefined) {
    atomTable(atoms);
    stubs(program, undefined);
    separateBifs(program);
    description(program);
  }

private:
  Constant *word(uint64_t v) { return ConstantInt::get(i64_, v); }
  Constant *half(uint32_t v) { return ConstantInt::get(i32_, v); }
  Constant *atom(const std::string &text) { return word(abi::makeAtom(numbers_.at(text))); }

  Constant *text(StringRef s, bool terminate) {
    Constant *init = ConstantDataArray::getString(c_, s, terminate);
    auto *g =
        new GlobalVariable(m_, init->getType(), true, GlobalValue::PrivateLinkage, init, "text");
    g->setUnnamedAddr(GlobalValue::UnnamedAddr::Global);
    return g;
  }

  void define(const char *name, Constant *init) {
    auto *g =
        new GlobalVariable(m_, init->getType(), true, GlobalValue::ExternalLinkage, init, name);
    g->setAlignment(Align(8));
  }

  // struct AtomEntry of runtime/term/Atom.h. All texts lie in one string.
  void atomTable(const std::vector<std::string> &atoms) {
    std::string all;
    std::vector<size_t> offsets;
    for (const std::string &a : atoms) {
      offsets.push_back(all.size());
      all += a;
    }
    Constant *base = text(all, false);
    std::vector<Constant *> entries;
    for (size_t n = 0; n != atoms.size(); ++n)
      entries.push_back(ConstantStruct::getAnon(
          {ConstantExpr::getGetElementPtr(Type::getInt8Ty(c_), base, word(offsets[n])),
           half(uint32_t(atoms[n].size())), half(0)}));
    define("beamc_atoms",
           ConstantArray::get(ArrayType::get(entries[0]->getType(), entries.size()), entries));
    define("beamc_atom_count", half(uint32_t(atoms.size())));
  }

  // An undefined function: x:M:F/A with a stub that tells the runtime which one was called.
  void stubs(const ProgramDescription &program, std::vector<std::string> &undefined) {
    std::map<std::string, const CompiledModule::Mfa *> missing;
    std::set<std::string> defined;
    for (const CompiledModule *m : program.modules)
      for (auto &e : m->defined)
        defined.insert(exportSymbol(e.module, e.function, e.arity));
    for (const CompiledModule *m : program.modules)
      for (auto &e : m->referenced) {
        std::string symbol = exportSymbol(e.module, e.function, e.arity);
        if (!defined.count(symbol) && !ssa::findBif(e.module, e.function, e.arity))
          missing[symbol] = &e;
      }
    std::vector<Type *> params{ptr_, ptr_, ptr_, i64_};
    params.insert(params.end(), 6, i64_);
    auto *codeType = FunctionType::get(Type::getVoidTy(c_), params, false);
    auto *target =
        cast<Function>(m_.getOrInsertFunction("beamc_rt_undefined", codeType).getCallee());
    target->setCallingConv(CallingConv::PreserveNone);
    auto *setSite = m_.getFunction("beamc_prim_set_site");
    std::vector<Constant *> exports;
    exports.reserve(missing.size() + 1);
    for (auto &[symbol, e] : missing) {
      undefined.push_back(e->module + ":" + e->function + "/" + std::to_string(e->arity));
      Function *f =
          Function::Create(codeType, GlobalValue::InternalLinkage, "undefined " + symbol, m_);
      f->setCallingConv(CallingConv::PreserveNone);
      f->setAlignment(Align(16));
      Constant *init = ConstantStruct::getAnon(
          {f, atom(e->module), atom(e->function), half(e->arity), half(1 /*kExportUndefined*/)});
      auto *g = new GlobalVariable(m_, init->getType(), false, GlobalValue::ExternalLinkage, init,
                                   symbol);
      g->setVisibility(GlobalValue::HiddenVisibility);
      g->setAlignment(Align(8));
      exports.push_back(g);
      IRBuilder<> b(BasicBlock::Create(c_, "", f));
      b.CreateCall(setSite, {f->getArg(0), g});
      SmallVector<Value *, 10> args;
      for (Argument &a : f->args())
        args.push_back(&a);
      CallInst *call = b.CreateCall(codeType, target, args);
      call->setCallingConv(CallingConv::PreserveNone);
      call->setTailCallKind(CallInst::TCK_MustTail);
      b.CreateRetVoid();
    }
    // A module loaded at run time may define them.
    define("beamc_undefined_export_count", half(uint32_t(exports.size())));
    if (exports.empty())
      exports.push_back(ConstantPointerNull::get(ptr_));
    define("beamc_undefined_exports",
           ConstantArray::get(ArrayType::get(ptr_, exports.size()), exports));
  }

  // The built-ins of a module that only some programs hold: a reference to one of them makes the
  // linker take in them all (BifGroup of runtime/code/BifTable.h).
  void separateBifs(const ProgramDescription &program) {
    std::map<StringRef, const ssa::BifDecl *> groups;
    for (const ssa::BifDecl &b : ssa::allBifs())
      if (b.attributes & abi::kBifSeparate)
        groups.emplace(b.module, &b);
    std::vector<Constant *> wanted;
    for (const CompiledModule *m : program.modules)
      if (auto it = groups.find(m->name); it != groups.end()) {
        const ssa::BifDecl &b = *it->second;
        wanted.push_back(m_.getOrInsertGlobal(
            exportSymbol(std::string(b.module), std::string(b.function), b.arity),
            Type::getInt8Ty(c_)));
      }
    if (!wanted.empty())
      define("beamc_separate_bifs",
             ConstantArray::get(ArrayType::get(ptr_, wanted.size()), wanted));
  }

  // struct ProgramInfo of runtime/code/Program.h.
  void description(const ProgramDescription &program) {
    Constant *null = ConstantPointerNull::get(ptr_);
    Constant *root = program.rootDir.empty() ? null : text(program.rootDir, true);
    define("beamc_program",
           ConstantStruct::getAnon(
               {atom(program.mainModule), atom(program.mainFunction), text(program.name, true),
                root, null, half(program.fullBoot ? 1 /*kProgramFullBoot*/ : 0),
                half(uint32_t(program.files.size())), files(program), beams(program),
                word(program.beams.size()),
                program.jitLibrary.empty() ? null : text(program.jitLibrary, true),
                text(kCodeGenerator, true)}));
  }

  // struct EmbeddedFile of runtime/code/Program.h.
  Constant *files(const ProgramDescription &program) {
    std::vector<Constant *> entries;
    entries.reserve(program.files.size());
    for (const auto &[path, contents] : program.files)
      entries.push_back(ConstantStruct::getAnon(
          {text(path, true), text(contents, false), word(contents.size())}));
    return table(entries, "files");
  }

  // struct EmbeddedModule of runtime/code/Program.h.
  Constant *beams(const ProgramDescription &program) {
    std::vector<Constant *> entries;
    entries.reserve(program.beams.size());
    for (const auto &[module, contents] : program.beams)
      entries.push_back(
          ConstantStruct::getAnon({atom(module), text(contents, false), word(contents.size())}));
    return table(entries, "beams");
  }

  Constant *table(const std::vector<Constant *> &entries, const char *name) {
    if (entries.empty())
      return ConstantPointerNull::get(ptr_);
    Constant *init =
        ConstantArray::get(ArrayType::get(entries[0]->getType(), entries.size()), entries);
    return new GlobalVariable(m_, init->getType(), true, GlobalValue::PrivateLinkage, init, name);
  }

  Module &m_;
  LLVMContext &c_;
  std::map<std::string, uint32_t> numbers_;
  PointerType *ptr_;
  IntegerType *i64_, *i32_;
};

} // namespace

LinkObjects emitLinkObjects(const ProgramDescription &program) {
  LinkObjects out;
  std::vector<std::string> atoms = numberAtoms(program);
  LLVMContext context;
  auto m = primitivesModule(context);
  m->setModuleIdentifier("program");
  Target target(1);
  target.prepare(*m);
  Writer(*m, atoms).run(program, atoms, out.undefined);
  target.optimize(*m);
  out.program = target.emit(*m, /*assembly=*/false);
  out.atoms = absoluteSymbols(atoms);
  return out;
}

} // namespace beamc::codegen
