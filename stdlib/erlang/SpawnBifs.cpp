//===- SpawnBifs.cpp - erlang:spawn and its family -----------------------------------------===//
#include "runtime/code/ExportTable.h"
#include "runtime/heap/Build.h"
#include "runtime/process/Spawn.h"
#include "runtime/signal/Signal.h"
#include "runtime/term/Integer.h"
#include "stdlib/Bif.h"
#include "stdlib/erlang/ProcessOptions.h"

BEAMC_BIF_NAMESPACE_BEGIN(erlang)

namespace {

/// What a new process is to run.
struct Start {
  CodeFn *code;
  Term args[abi::kMaxArity + 1];
  unsigned count;
  Term module, function;
  unsigned arity;
};

uint32_t funArity(Term fun) {
  const Word entry = fun.object()[1];
  return fun.isKind(Kind::Fun) ? reinterpret_cast<FunEntry *>(entry)->arity
                               : reinterpret_cast<Export *>(entry)->arity;
}

bool startOfFun(Term fun, Start &s) {
  s.module = atom::erlang;
  s.function = atom::apply;
  s.arity = 2;
  if (fun.isFun() && funArity(fun) != 0) { // the new process fails with badarity
    s.code = codeOf(ensureExport(atom::erlang, atom::apply, 2));
    s.args[0] = fun;
    s.args[1] = Term::nil();
    s.count = 2;
    return true;
  }
  if (fun.isKind(Kind::Fun)) {
    auto *e = reinterpret_cast<FunEntry *>(fun.object()[1]);
    s.code = codeOf(e);
    s.args[0] = fun;
    s.count = 1;
  } else if (fun.isKind(Kind::ExportFun)) {
    auto *e = reinterpret_cast<Export *>(fun.object()[1]);
    s.code = codeOf(e);
    s.count = 0;
  } else {
    return false;
  }
  return true;
}

bool startOfMfa(Term m, Term f, Term list, Start &s) {
  if (!m.isAtom() || !f.isAtom())
    return false;
  s.module = m;
  s.function = f;
  s.count = 0;
  s.arity = 0;
  Term rest = list;
  for (; rest.isCons(); rest = rest.tail(), s.arity++)
    if (s.arity < abi::kMaxArity)
      s.args[s.count++] = rest.head();
  if (!rest.isNil())
    return false;
  if (s.arity > abi::kMaxArity) { // no function has so many; the new process fails
    s.code = codeOf(ensureExport(atom::erlang, atom::apply, 3));
    s.args[0] = m;
    s.args[1] = f;
    s.args[2] = list;
    s.count = 3;
    return true;
  }
  s.code = codeOf(ensureExport(m, f, s.count));
  return true;
}

/// Pid, or {Pid, Ref} with a monitor.
Term spawnStart(Process &p, const Start &s, const SpawnOptions &o) {
  Term ref;
  Process *child =
      spawnProcess(&p, s.code, s.args, s.count, o, s.module, s.function, s.arity, &ref);
  if (!child)
    return p.fail(atom::system_limit);
  Term pid = child->pid;
  startProcess(child);
  return o.monitor ? makeTuple(p, {pid, ref}) : pid;
}

Term spawnFun(Process &p, Term fun, const SpawnOptions &o) {
  Start s;
  return startOfFun(fun, s) ? spawnStart(p, s, o) : p.fail(atom::badarg);
}
Term spawnMfa(Process &p, Term m, Term f, Term a, const SpawnOptions &o) {
  Start s;
  return startOfMfa(m, f, a, s) ? spawnStart(p, s, o) : p.fail(atom::badarg);
}

bool isThisNode(Term node) { return node == atom::nonode_at_nohost; }

/// A node that is not connected: the process dies at once with noconnection.
Term spawnElsewhere(Process &p, bool link, bool monitor) {
  Start s;
  s.code = codeOf(ensureExport(atom::erlang, atom::exit, 1));
  s.args[0] = atom::noconnection;
  s.count = 1;
  s.module = atom::erlang;
  s.function = atom::apply;
  s.arity = 2;
  SpawnOptions o;
  o.link = link;
  o.monitor = monitor;
  return spawnStart(p, s, o);
}

SpawnOptions linked() {
  SpawnOptions o;
  o.link = true;
  return o;
}
SpawnOptions monitored() {
  SpawnOptions o;
  o.monitor = true;
  return o;
}

} // namespace

/// erlang:spawn/1: a process that calls \p fun.
BIF(erlang, spawn, 1, Sched, Function)
Term spawn_1(Process &p, Term fun) { return spawnFun(p, fun, {}); }

/// erlang:spawn/2: as spawn/1 on \p node.
BIF(erlang, spawn, 2, Sched, Function)
Term spawn_2(Process &p, Term node, Term fun) {
  return isThisNode(node)               ? spawnFun(p, fun, {})
         : node.isAtom() && fun.isFun() ? spawnElsewhere(p, false, false)
                                        : p.fail(atom::badarg);
}

/// erlang:spawn/3: a process that calls m:f with the arguments \p a.
BIF(erlang, spawn, 3, Sched)
Term spawn_3(Process &p, Term m, Term f, Term a) { return spawnMfa(p, m, f, a, {}); }

BIF(erlang, spawn, 4, Sched, Function)
Term spawn_4(Process &p, Term node, Term m, Term f, Term a) {
  return isThisNode(node) ? spawnMfa(p, m, f, a, {})
         : node.isAtom()  ? spawnElsewhere(p, false, false)
                          : p.fail(atom::badarg);
}

/// erlang:spawn_link/1: as spawn/1, linked to the caller.
BIF(erlang, spawn_link, 1, Sched, Function)
Term spawn_link_1(Process &p, Term fun) { return spawnFun(p, fun, linked()); }

BIF(erlang, spawn_link, 2, Sched, Function)
Term spawn_link_2(Process &p, Term node, Term fun) {
  return isThisNode(node)               ? spawnFun(p, fun, linked())
         : node.isAtom() && fun.isFun() ? spawnElsewhere(p, true, false)
                                        : p.fail(atom::badarg);
}

BIF(erlang, spawn_link, 3, Sched)
Term spawn_link_3(Process &p, Term m, Term f, Term a) { return spawnMfa(p, m, f, a, linked()); }

BIF(erlang, spawn_link, 4, Sched, Function)
Term spawn_link_4(Process &p, Term node, Term m, Term f, Term a) {
  return isThisNode(node) ? spawnMfa(p, m, f, a, linked())
         : node.isAtom()  ? spawnElsewhere(p, true, false)
                          : p.fail(atom::badarg);
}

/// erlang:spawn_monitor/1: {Pid, MonitorRef}.
BIF(erlang, spawn_monitor, 1, Sched, Function)
Term spawn_monitor_1(Process &p, Term fun) { return spawnFun(p, fun, monitored()); }

BIF(erlang, spawn_monitor, 2, Sched, Function)
Term spawn_monitor_2(Process &p, Term node, Term fun) {
  return isThisNode(node)               ? spawnFun(p, fun, monitored())
         : node.isAtom() && fun.isFun() ? spawnElsewhere(p, false, true)
                                        : p.fail(atom::badarg);
}

BIF(erlang, spawn_monitor, 3, Sched, Function)
Term spawn_monitor_3(Process &p, Term m, Term f, Term a) {
  return spawnMfa(p, m, f, a, monitored());
}

BIF(erlang, spawn_monitor, 4, Sched, Function)
Term spawn_monitor_4(Process &p, Term node, Term m, Term f, Term a) {
  return isThisNode(node) ? spawnMfa(p, m, f, a, monitored())
         : node.isAtom()  ? spawnElsewhere(p, false, true)
                          : p.fail(atom::badarg);
}

/// erlang:spawn_opt/2: spawn with options (link, monitor, priority, heap sizes, …).
BIF(erlang, spawn_opt, 2, Sched, Function)
Term spawn_opt_2(Process &p, Term fun, Term options) {
  SpawnOptions o;
  return parseSpawnOptions(options, o) ? spawnFun(p, fun, o)
                                       : p.failInfo(atom::badarg, atom::badopt);
}

BIF(erlang, spawn_opt, 3, Sched, Function)
Term spawn_opt_3(Process &p, Term node, Term fun, Term options) {
  return isThisNode(node) ? spawn_opt_2(p, fun, options)
         : node.isAtom()  ? spawnElsewhere(p, false, false)
                          : p.fail(atom::badarg);
}

BIF(erlang, spawn_opt, 4, Sched)
Term spawn_opt_4(Process &p, Term m, Term f, Term a, Term options) {
  SpawnOptions o;
  return parseSpawnOptions(options, o) ? spawnMfa(p, m, f, a, o)
                                       : p.failInfo(atom::badarg, atom::badopt);
}

BIF(erlang, spawn_opt, 5, Sched, Function)
Term spawn_opt_5(Process &p, Term node, Term m, Term f, Term a, Term options) {
  return isThisNode(node) ? spawn_opt_4(p, m, f, a, options)
         : node.isAtom()  ? spawnElsewhere(p, false, false)
                          : p.fail(atom::badarg);
}

namespace {

/// {Tag, ReqId, ok, Pid} or {Tag, ReqId, error, Reason} to the caller itself.
void answerRequest(Process &p, Term tag, Term request, Term kind, Term value) {
  Term message = makeTuple(p, {tag, request, kind, value});
  sendMessage(&p, p.pid, message);
}

/// spawn_request on a node that is not connected: the answer says so.
Term remoteSpawnRequest(Process &p, Term node, Term options) {
  static const Term errorOnly = internAtom("error_only");
  Term reply = atom::yes, tag = atom::spawn_reply;
  for (; options.isCons(); options = options.tail()) {
    Term t = options.head();
    if (t.isTuple(2) && t.element(0) == atom::reply)
      reply = t.element(1);
    else if (t.isTuple(2) && t.element(0) == atom::reply_tag)
      tag = t.element(1);
  }
  if (!node.isAtom() || !options.isNil())
    return p.fail(atom::badarg);
  Term request = makeReference(p);
  if (reply == atom::yes || reply == errorOnly)
    answerRequest(p, tag, request, atom::error, atom::noconnection);
  return request;
}

/// Options of spawn_request beside those of spawn_opt: reply, reply_tag.
Term spawnRequest(Process &p, bool wellFormed, Start &s, Term options) {
  SpawnOptions o;
  Term reply = atom::yes, tag = atom::spawn_reply, rest = Term::nil();
  for (; options.isCons(); options = options.tail()) {
    Term t = options.head();
    if (t.isTuple(2) && t.element(0) == atom::reply)
      reply = t.element(1);
    else if (t.isTuple(2) && t.element(0) == atom::reply_tag)
      tag = t.element(1);
    else
      rest = makeCons(p, t, rest);
  }
  static const Term errorOnly = internAtom("error_only"), successOnly = internAtom("success_only");
  if (!options.isNil())
    return p.failInfo(atom::badarg, atom::badopt);
  bool ok = parseSpawnOptions(rest, o) &&
            (reply == atom::yes || reply == atom::no || reply == errorOnly || reply == successOnly);
  Term request;
  if (!ok || !wellFormed) {
    request = makeReference(p);
    if (reply == atom::yes || reply == errorOnly)
      answerRequest(p, tag, request, atom::error, ok ? atom::badarg : internAtom("badopt"));
    return request;
  }
  // The request identifier is the monitor's reference when there is one.
  Process *child =
      spawnProcess(&p, s.code, s.args, s.count, o, s.module, s.function, s.arity, &request);
  if (!o.monitor || !child)
    request = makeReference(p);
  if (!child) {
    if (reply == atom::yes || reply == errorOnly)
      answerRequest(p, tag, request, atom::error, atom::system_limit);
    return request;
  }
  Term pid = child->pid;
  if (reply == atom::yes || reply == successOnly)
    answerRequest(p, tag, request, atom::ok, pid);
  startProcess(child);
  return request;
}

} // namespace

/// erlang:spawn_request/1: a request identifier; the answer comes as a message.
BIF(erlang, spawn_request, 1, Sched, Function)
Term spawn_request_1(Process &p, Term fun) {
  Start s;
  bool ok = startOfFun(fun, s);
  return ok ? spawnRequest(p, ok, s, Term::nil()) : p.fail(atom::badarg);
}

BIF(erlang, spawn_request, 2, Sched, Function)
Term spawn_request_2(Process &p, Term first, Term second) {
  Start s;
  if (first.isAtom()) // (Node, Fun)
    return !startOfFun(second, s) ? p.fail(atom::badarg)
           : isThisNode(first)    ? spawnRequest(p, true, s, Term::nil())
                                  : remoteSpawnRequest(p, first, Term::nil());
  return startOfFun(first, s) ? spawnRequest(p, true, s, second) : p.fail(atom::badarg);
}

BIF(erlang, spawn_request, 3, Sched, Function)
Term spawn_request_3(Process &p, Term a, Term b, Term c) {
  Start s;
  if (b.isFun()) // (Node, Fun, Options)
    return !startOfFun(b, s) ? p.fail(atom::badarg)
           : isThisNode(a)   ? spawnRequest(p, true, s, c)
                             : remoteSpawnRequest(p, a, c);
  bool ok = startOfMfa(a, b, c, s);
  return ok || (a.isAtom() && b.isAtom()) ? spawnRequest(p, ok, s, Term::nil())
                                          : p.fail(atom::badarg);
}

BIF(erlang, spawn_request, 4, Sched, Function)
Term spawn_request_4(Process &p, Term a, Term b, Term c, Term d) {
  Start s;
  if (c.isAtom()) // (Node, M, F, A)
    return !startOfMfa(b, c, d, s) ? p.fail(atom::badarg)
           : isThisNode(a)         ? spawnRequest(p, true, s, Term::nil())
                                   : remoteSpawnRequest(p, a, Term::nil());
  bool ok = startOfMfa(a, b, c, s);
  return ok || (a.isAtom() && b.isAtom()) ? spawnRequest(p, ok, s, d) : p.fail(atom::badarg);
}

BIF(erlang, spawn_request, 5, Sched, Function)
Term spawn_request_5(Process &p, Term node, Term m, Term f, Term a, Term options) {
  Start s;
  return !startOfMfa(m, f, a, s) ? p.fail(atom::badarg)
         : isThisNode(node)      ? spawnRequest(p, true, s, options)
                                 : remoteSpawnRequest(p, node, options);
}

/// erlang:spawn_request_abandon/1: false: local requests are answered at once.
BIF(erlang, spawn_request_abandon, 1)
Term spawn_request_abandon_1(Process &p, Term request) {
  return request.isReference() ? atom::false_ : p.fail(atom::badarg);
}

BEAMC_BIF_NAMESPACE_END
