"""Random Erlang modules that compile, end, and print the same wherever they run.

generate(seed) gives the text of a module `pg_SEED` that exports main/0: it calls each of the
module's functions with several arguments and prints each result or exception. A program's
output depends on nothing but its text: no times, pids or references are printed, and no order of
keys of large maps, which depends on the numbers that atoms happen to have. Loops are bounded by a
counter, sizes by masks.

Types steer generation only weakly: an expression of the wanted type is most likely made, one of
another type sometimes, so that failures and exceptions are common, too.
"""
import random

TYPES = ["int", "float", "atom", "list", "tuple", "map", "bin", "fun", "bool"]
ATOMS = ["a", "b", "ok", "error", "undefined", "true", "false", "'hello world'", "x1", "'\u00e5'"]
INTS = ["0", "1", "-1", "2", "7", "10", "255", "256", "-128", "65535", "1000003", "(1 bsl 58)", "(1 bsl 60)",
        "-(1 bsl 60)", "((1 bsl 60) - 1)", "(1 bsl 61)", "(1 bsl 63)", "-(1 bsl 63)", "(1 bsl 64)",
        "16#123456789abcdef0123456789", "-98765432109876543210"]
FLOATS = ["0.0", "-0.0", "1.0", "1.5", "-2.25", "3.0e10", "1.0e-7", "1.0e300", "-1.0e-300", "123456.789"]


class Generator:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.seed = seed
        self.fresh = 0
        self.functions = []  # (name, arity); arity counts the loop counter, the first parameter

    def pick(self, *choices):
        return self.r.choice(choices)

    def var(self):
        self.fresh += 1
        return f"V{self.fresh}"

    # --- Expressions ------------------------------------------------------------------------

    def expr(self, env, depth, want=None):
        want = want or self.r.choice(TYPES)
        if self.r.random() < 0.08:
            want = self.r.choice(TYPES)
        bound = [v for v, t in env if t == want]
        if bound and self.r.random() < (0.35 if depth > 0 else 0.7):
            return self.r.choice(bound)
        if depth > 0 and self.r.random() < 0.35:
            return self.control(env, depth, want)
        return getattr(self, "make_" + want)(env, depth - 1)

    def make_int(self, env, d):
        if d <= 0 or self.r.random() < 0.25:
            return self.r.choice(INTS) if self.r.random() < 0.4 else str(self.r.randint(-100, 1000))
        e = lambda want="int": self.expr(env, d, want)
        return self.pick(
            lambda: f"({e()} {self.pick('+', '-', '*', '+', '-', 'band', 'bor', 'bxor')} {e()})",
            lambda: f"({e()} {self.pick('div', 'rem')} {e()})",
            lambda: f"({e()} {self.pick('bsl', 'bsr')} ({e()} band 63))",
            lambda: f"(- {e()})", lambda: f"(bnot {e()})", lambda: f"abs({e()})",
            lambda: f"length({e('list')})", lambda: f"tuple_size({e('tuple')})", lambda: f"map_size({e('map')})",
            lambda: f"byte_size({e('bin')})", lambda: f"bit_size({e('bin')})",
            lambda: f"{self.pick('trunc', 'round', 'floor', 'ceil')}({e('float')})",
            lambda: f"lists:sum({self.int_list(env, d)})", lambda: f"hd({e('list')})",
            lambda: f"element({self.r.randint(1, 3)}, {e('tuple')})",
            lambda: f"max({e()}, {e()})", lambda: f"min({e()}, {e(None)})",
            lambda: f"erlang:phash2({e(None)})", lambda: f"erlang:phash2({e(None)}, 1000)",
            lambda: f"binary_to_integer(integer_to_binary({e()}))",
            lambda: f"list_to_integer(integer_to_list({e()}, 16), 16)",
            lambda: f"lists:foldl(fun(X, Acc) -> X + Acc end, {e()}, {self.int_list(env, d)})",
            lambda: f"erlang:crc32({e('bin')})")()

    def make_float(self, env, d):
        if d <= 0 or self.r.random() < 0.3:
            return self.r.choice(FLOATS)
        e = lambda want="float": self.expr(env, d, want)
        return self.pick(
            lambda: f"({e()} {self.pick('+', '-', '*', '/')} {e(self.pick('float', 'int'))})",
            lambda: f"float({e('int')})", lambda: f"(- {e()})", lambda: f"abs({e()})",
            lambda: f"math:sqrt(abs({e()}))", lambda: f"({e('int')} / {e('int')})",
            lambda: f"list_to_float(float_to_list({e()}))")()

    def make_atom(self, env, d):
        if d > 0 and self.r.random() < 0.3:
            return f"element(1, {{{self.r.choice(ATOMS)}, {self.expr(env, d)}}})"
        return self.r.choice(ATOMS)

    def make_bool(self, env, d):
        if d <= 0:
            return self.pick("true", "false")
        e = lambda want=None: self.expr(env, d, want)
        return self.pick(
            lambda: f"({e()} {self.pick('==', '/=', '=:=', '=/=', '<', '>', '=<', '>=')} {e()})",
            lambda: f"({e('int')} {self.pick('<', '>', '=<', '>=', '==')} {e(self.pick('int', 'float'))})",
            lambda: f"({e('bool')} {self.pick('and', 'or', 'xor', 'andalso', 'orelse')} {e('bool')})",
            lambda: f"(not {e('bool')})",
            lambda: f"{self.pick(*self.TESTS)}({e()})",
            lambda: f"lists:member({e()}, {e('list')})", lambda: f"is_map_key({e()}, {e('map')})",
            lambda: f"is_function({e('fun')}, {self.r.randint(0, 2)})",
            lambda: f"lists:any(fun is_{self.pick('atom', 'integer', 'list')}/1, {e('list')})")()

    TESTS = ["is_integer", "is_float", "is_number", "is_atom", "is_boolean", "is_list", "is_tuple", "is_map",
             "is_binary", "is_bitstring", "is_function"]

    def int_list(self, env, d):
        return self.pick(
            lambda: f"lists:seq(1, {self.expr(env, d - 1, 'int')} band 15)",
            lambda: "[" + ", ".join(self.expr(env, d - 1, "int") for _ in range(self.r.randint(0, 4))) + "]",
            lambda: self.comprehension(env, d))()

    def comprehension(self, env, d):
        v = self.var()
        inner = env + [(v, "int")]
        source = self.pick(
            lambda: f"{v} <- {self.int_list_flat(env)}",
            lambda: f"{v} <- lists:seq(1, {self.expr(env, 0, 'int')} band 15)",
            lambda: f"<<{v}{self.pick('', ':4', ':16/little', '/signed')}>> <= {self.expr(env, d - 1, 'bin')}")()
        guard = f", {self.expr(inner, 1, 'bool')}" if self.r.random() < 0.4 else ""
        return f"[{self.expr(inner, min(d - 1, 1), 'int')} || {source}{guard}]"

    def int_list_flat(self, env):
        return "[" + ", ".join(self.expr(env, 0, "int") for _ in range(self.r.randint(0, 5))) + "]"

    def make_list(self, env, d):
        if d <= 0:
            return self.pick("[]", '"abc"', "[1, 2, 3]", "[a, {b, 2}, 3.0]")
        e = lambda want=None: self.expr(env, d, want)
        return self.pick(
            lambda: "[" + ", ".join(e() for _ in range(self.r.randint(0, 4))) + "]",
            lambda: f"[{e()} | {e('list')}]", lambda: f"({e('list')} ++ {e('list')})",
            lambda: f"({e('list')} -- {e('list')})", lambda: f"lists:reverse({e('list')})",
            lambda: f"lists:{self.pick('sort', 'usort')}({e('list')})", lambda: f"tl({e('list')})",
            lambda: f"tuple_to_list({e('tuple')})", lambda: f"lists:sort(maps:to_list({e('map')}))",
            lambda: f"binary_to_list({e('bin')})", lambda: f"integer_to_list({e('int')})",
            lambda: f"lists:map({self.fun_of(env, d, 1)}, {e('list')})",
            lambda: f"lists:filter(fun is_{self.pick('atom', 'integer', 'tuple')}/1, {e('list')})",
            lambda: f"lists:duplicate({e('int')} band 7, {e()})",
            lambda: f"lists:nthtail({e('int')} band 3, {e('list')})",
            lambda: f"lists:sublist({e('list')}, {e('int')} band 7)",
            lambda: f"lists:zip({self.int_list(env, d)}, {self.int_list(env, d)})",
            lambda: f"atom_to_list({e('atom')})", lambda: f"float_to_list({e('float')}, [short])",
            lambda: f"io_lib:format(\"~p ~w\", [ordered({e()}), {e('int')}])",
            lambda: self.int_list(env, d), lambda: self.comprehension(env, d))()

    def make_tuple(self, env, d):
        if d <= 0:
            return self.pick("{}", "{a}", "{1, 2}", "{ok, [x], 3}")
        e = lambda want=None: self.expr(env, d, want)
        return self.pick(
            lambda: "{" + ", ".join(e() for _ in range(self.r.randint(0, 4))) + "}",
            lambda: "{" + ", ".join(e() for _ in range(self.r.randint(2, 3))) + "}",
            lambda: f"setelement({self.r.randint(1, 3)}, {e('tuple')}, {e()})",
            lambda: f"list_to_tuple({e('list')})", lambda: f"erlang:append_element({e('tuple')}, {e()})",
            lambda: f"lists:split({e('int')} band 3, {e('list')})",
            lambda: f"lists:partition(fun is_integer/1, {e('list')})")()

    def make_map(self, env, d):
        if d <= 0:
            return self.pick("#{}", "#{a => 1}", "#{1 => x, \"k\" => [v]}")
        e = lambda want=None: self.expr(env, d, want)
        key = lambda: self.pick("a", "b", "1", e("atom"), e())
        return self.pick(
            lambda: "#{" + ", ".join(f"{key()} => {e()}" for _ in range(self.r.randint(0, 4))) + "}",
            lambda: f"({e('map')})#{{{key()} => {e()}}}", lambda: f"({e('map')})#{{a := {e()}}}",
            lambda: f"maps:put({key()}, {e()}, {e('map')})", lambda: f"maps:merge({e('map')}, {e('map')})",
            lambda: f"maps:remove({key()}, {e('map')})",
            lambda: f"maps:from_list([{{K, K * 3}} || K <- lists:seq(1, {e('int')} band 63)])",
            lambda: f"maps:map(fun(_, V) -> {{V}} end, {e('map')})",
            lambda: f"maps:filter(fun(K, _) -> is_{self.pick('atom', 'integer')}(K) end, {e('map')})",
            lambda: f"maps:with([a, 1, {e()}], {e('map')})")()

    def segment(self, env, d):
        e = lambda want="int": f"({self.expr(env, d, want)})"
        return self.pick(
            lambda: e(), lambda: f"{e()}:{self.r.randint(0, 70)}",
            lambda: f"{e()}:{self.pick('8', '16', '32', '64', '3', '13')}/{self.pick('little', 'big', 'signed-little')}",
            lambda: f"{e('float')}:{self.pick('32', '64')}/float", lambda: f"{e('bin')}/bitstring",
            lambda: f"{e('bin')}/binary", lambda: f"({e()} band 16#7ff)/utf8",
            lambda: f"{e()}:({e()} band 31)", lambda: "\"lit\"")()

    def make_bin(self, env, d):
        if d <= 0:
            return self.pick("<<>>", "<<1, 2, 3>>", "<<\"hello\">>", "<<5:3>>", "<<0:600>>")
        e = lambda want=None: self.expr(env, d, want)
        v = self.var()
        return self.pick(
            lambda: "<<" + ", ".join(self.segment(env, d) for _ in range(self.r.randint(1, 4))) + ">>",
            lambda: f"<<({e('bin')})/bitstring, {self.segment(env, d)}>>",
            lambda: f"<<<<({v} band 255){self.pick('', ':4', ':12')}>> || {v} <- {self.int_list(env, d)}>>",
            lambda: f"encode({e()})",
            lambda: f"atom_to_binary({e('atom')})", lambda: f"integer_to_binary({e('int')})",
            lambda: f"list_to_binary({e('list')})", lambda: f"binary:part({e('bin')}, 0, {e('int')} band 3)",
            lambda: f"binary:copy({e('bin')}, {e('int')} band 3)",
            lambda: f"iolist_to_binary([{e('bin')}, {e('bin')}])")()

    def fun_of(self, env, d, arity):
        if arity == 1 and self.functions and self.r.random() < 0.15:
            name, n = self.r.choice(self.functions)
            if n == 1:
                return f"fun {name}/1"
        params = [self.var() for _ in range(arity)]
        inner = env + [(p, self.r.choice(TYPES)) for p in params]
        return f"fun({', '.join(params)}) -> {self.expr(inner, min(d - 1, 2))} end"

    def make_fun(self, env, d):
        return self.fun_of(env, d, self.r.randint(0, 2))

    # --- Patterns and guards ------------------------------------------------------------------

    def pattern(self, env, depth, binds):
        """A pattern; what it binds is added to `binds` as (variable, likely type)."""
        def bind(kind):
            v = self.var()
            binds.append((v, kind))
            return v
        choice = self.r.random()
        if depth <= 0 or choice < 0.25:
            return self.pick(lambda: "_", lambda: bind(self.r.choice(TYPES)), lambda: bind("int"))()
        p = lambda: self.pattern(env, depth - 1, binds)
        return self.pick(
            lambda: self.r.choice(ATOMS), lambda: str(self.r.randint(-2, 10)), lambda: "[]", lambda: "1.5",
            lambda: f"[{p()} | {bind('list')}]", lambda: f"[{p()}, {p()}]",
            lambda: "{" + ", ".join(p() for _ in range(self.r.randint(0, 3))) + "}",
            lambda: f"#{{a := {p()}}}", lambda: f"{bind('tuple')} = {{_, {p()}}}",
            lambda: f"<<{bind('int')}:{self.pick('8', '4', '16/little', '12/signed')}, {bind('bin')}/bitstring>>",
            lambda: f"<<{bind('int')}/utf8, _/bitstring>>", lambda: f"<<{bind('bin')}:2/binary, _/binary>>",
            lambda: f"\"ab\" ++ {bind('list')}",
            lambda: self.r.choice([v for v, _ in env] or ["_"]))()

    def guard(self, env):
        operand = lambda: self.r.choice([v for v, _ in env] or ["1"]) if self.r.random() < 0.7 else \
            self.pick("1", "0", "a", "2.0", "[]", "{}")
        test = lambda: self.pick(
            lambda: f"{operand()} {self.pick('<', '>', '=<', '>=', '=:=', '==', '=/=')} {operand()}",
            lambda: f"{self.pick(*self.TESTS)}({operand()})",
            lambda: f"{self.pick('length', 'tuple_size', 'map_size', 'byte_size', 'abs', 'hd')}({operand()}) "
                    f"{self.pick('>', '<', '==')} {self.r.randint(0, 4)}",
            lambda: f"({operand()} {self.pick('+', '-', '*', 'rem', 'band')} {operand()}) > {self.r.randint(-5, 50)}",
            lambda: f"element(1, {operand()}) =:= {self.r.choice(ATOMS)}")()
        g = test()
        while self.r.random() < 0.3:
            g += self.pick(", ", "; ", " andalso ", " orelse ") + test()
        return g

    # --- Control ----------------------------------------------------------------------------------

    def clauses(self, env, depth, want, last=True):
        out = []
        for _ in range(self.r.randint(1, 3)):
            binds = []
            pattern = self.pattern(env, 2, binds)
            inner = env + binds
            guard = f" when {self.guard(inner)}" if self.r.random() < 0.4 else ""
            out.append(f"{pattern}{guard} -> {self.body(inner, depth - 1, want)}")
        if last and self.r.random() < 0.8:
            out.append(f"_ -> {self.expr(env, depth - 1, want)}")
        return "; ".join(out)

    def body(self, env, depth, want):
        """A sequence of expressions; variables bound on the way are visible to the later ones."""
        env, parts = list(env), []
        while self.r.random() < 0.35:
            v, kind = self.var(), self.r.choice(TYPES)
            parts.append(f"{v} = {self.expr(env, depth - 1, kind)}")
            env.append((v, kind))
        parts.append(self.expr(env, depth, want))
        return ", ".join(parts)

    def control(self, env, depth, want):
        d = depth - 1
        e = lambda t=want: self.expr(env, d, t)
        def attempt():
            binds, v = [], self.var()
            cls = self.pick("error", "throw", "exit", "_")
            after = f" after put(k, {self.expr(env, 0)})" if self.r.random() < 0.3 else ""
            of = f" of {self.clauses(env, d, want)}" if self.r.random() < 0.3 else ""
            return (f"try {self.body(env, d, want)}{of} catch {cls}:{v} -> "
                    f"{self.pick(v, f'{{caught, {v}}}', self.expr(env + [(v, 'atom')], d, want))}{after} end")
        def receive():
            return (f"(fun() -> self() ! {e(None)}, self() ! {e(None)}, "
                    f"receive {self.clauses(env, d, want, last=False)} after 0 -> {e()} end end)()")
        def local():
            if not self.functions or not any(v == "N" for v, _ in env):
                return e()
            name, arity = self.r.choice(self.functions)
            args = ["(N - 1)"] + [self.expr(env, d - 1) for _ in range(arity - 1)]
            return f"{name}({', '.join(args)})"
        return self.pick(
            lambda: f"case {e(None)} of {self.clauses(env, depth, want)} end",
            lambda: f"case {e('bool')} of true -> {self.body(env, d, want)}; false -> {e()} end",
            lambda: f"if {self.guard(env)} -> {e()}; true -> {e()} end",
            attempt, attempt, receive, local, local,
            lambda: f"begin {self.body(env, d, want)} end",
            lambda: f"({self.fun_of(env, depth, 1)})({e(None)})",
            lambda: f"{self.pick('throw', 'error', 'exit')}({e(None)})" if self.r.random() < 0.3 else e(),
            lambda: f"(case get(k) of undefined -> put(k, {e(None)}), {e()}; _ -> erase(k), {e()} end)",
            lambda: f"maps:get(a, {e('map')}, {e()})",
            lambda: f"lists:foldl({self.fun_of(env, depth, 2)}, {e()}, {self.expr(env, d, 'list')})",
            lambda: f"erlang:apply({self.fun_of(env, depth, 2)}, [{e(None)}, {e(None)}])",
            lambda: f"binary_to_term(term_to_binary({e()}))")()

    # --- Modules -------------------------------------------------------------------------------------

    def module(self):
        count = self.r.randint(2, 5)
        self.functions = [(f"f{i}", self.r.randint(1, 3)) for i in range(count)]
        text = []
        for name, arity in self.functions:
            out = []
            for _ in range(self.r.randint(1, 3)):
                binds = []
                params = [self.pattern([], 2, binds) for _ in range(arity - 1)]
                env = binds + [("N", "int")]
                guard = f", {self.pick(*self.TESTS)}({self.r.choice(binds)[0]})" if binds and self.r.random() < 0.3 else ""
                out.append(f"{name}({', '.join(['N'] + params)}) when N > 0{guard} ->\n    {self.body(env, 4, None)}")
            params = [self.var() for _ in range(arity - 1)]
            env = [(p, self.r.choice(TYPES)) for p in params] + [("N", "int")]
            out.append(f"{name}({', '.join(['N'] + params)}) when N > 0 ->\n    {self.body(env, 4, None)}")
            out.append(f"{name}({', '.join(['_'] * arity)}) -> {self.expr([], 1)}")
            text.append(";\n".join(out) + ".\n")
        calls = []
        for name, arity in self.functions:
            for _ in range(3):
                args = [str(self.r.randint(1, 3))] + [self.expr([], 1) for _ in range(arity - 1)]
                calls.append(f"    show(fun() -> {name}({', '.join(args)}) end)")
        return (f"%% Made by test/fuzz/program_generator.py from seed {self.seed}.\n"
                f"-module(pg_{self.seed}).\n-export([main/0]).\n-compile([nowarn_unused_vars, nowarn_unused_function]).\n\n"
                "main() ->\n" + ",\n".join(calls) + ".\n\n"
                "show(F) ->\n"
                "    erase(k),\n"
                "    R = try {ok, F()} catch C:E -> {C, E} end,\n"
                "    flush(),\n"
                "    io:format(\"~tw~n\", [ordered(R)]).\n\n"
                "encode(T) ->\n"
                "    case string:find(io_lib:format(\"~w\", [T]), \"#Fun\") of\n"
                "        nomatch -> term_to_binary(ordered(T), [{minor_version, 2}]);\n"
                "        _ -> <<>> % a fun holds the pid of its maker\n"
                "    end.\n\n"
                "ordered(M) when is_map(M), map_size(M) > 32 -> {map, lists:sort(ordered(maps:to_list(M)))};\n"
                "ordered(M) when is_map(M) -> maps:from_list(ordered(maps:to_list(M)));\n"
                "ordered(T) when is_tuple(T) -> list_to_tuple(ordered(tuple_to_list(T)));\n"
                "ordered([H | T]) -> [ordered(H) | ordered(T)];\n"
                "ordered(Other) -> Other.\n\n"
                "flush() -> receive _ -> flush() after 0 -> ok end.\n\n" + "\n".join(text))


def generate(seed):
    return Generator(seed).module()


if __name__ == "__main__":
    import sys
    print(generate(int(sys.argv[1])))
