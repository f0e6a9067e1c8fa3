%% io:fread and io_lib:fread: every control sequence, widths, white space, what is left, what does not fit, input in pieces.
%% STDIN: 12 abc 1.5\n0x1F 16#ff\n  skipped word\nab:cd\n7up\nlast line
-module(io_fread_input).
-export([main/0]).

main() ->
    p(io:fread("", "~d ~a ~f")),
    p(io:fread("", "0x~16u 16#~16u")),
    p(io:fread("", "~*s ~s")),
    p(io:fread("", "~2c:~c~c")),
    p(io:fread("", "~d~s")),
    p(io:fread("", "~s ~d")),
    p(io:fread("", "~s")),
    [p({F, S, attempt(fun() -> io_lib:fread(F, S) end)}) || {F, S} <- strings()],
    [p({F, Pieces, pieces(F, Pieces)}) || {F, Pieces} <- continued()].

strings() ->
    [{F, S} || F <- ["~d", "~2d", "~u", "~4u", "~-", "~#", "~f", "~s", "~3s", "~a", "~c", "~3c", "~l", "~~", "~*d", "~8u", "~36u", "x~dy", "~t", "~ts", "~ta", "~tc"],
               S <- ["12", "-12", "+7", "  42 rest", "1.5", "1.5e3", "-0.5", "16#ff", "2#101x", "ff", "-", "~", "abc def", "", "x12y", "\n\t 5", "été", "\x{3b1}\x{3b2}", "0x10"]]
    ++ [{"~d,~d", "1,2"}, {"~d,~d", "1 ,2"}, {"~d , ~d", "1 ,2"}, {"~s ~l", "ab cd"}, {"~d~l", "123"}, {"a b", "a b"}, {"a b", "a   b"}, {"ab", "a b"},
        {"~d ~", "1 2"}, {"~q", "1"}, {"~99u", "1"}, {"~1u", "0"}, {"~d", [1.5]}, {"~d", a}, {a, "1"}, {"~0d", "1"}].

continued() ->
    [{"~d ~s", ["1", "2 ab", "c\n", eof]}, {"~d", [eof]}, {"~s", ["", "  ", "x", eof]}, {"~f~c", ["1.", "5", "e", "2x", "y", eof]},
     {"~d", ["x"]}, {"~a ~a", ["ab", eof]}, {"~3c", ["a", "b", "cd", eof]}].

pieces(F, [First | Rest]) -> pieces(F, io_lib:fread([], First, F), Rest, 1).
pieces(F, {more, C}, [Next | Rest], N) -> pieces(F, io_lib:fread(C, Next, F), Rest, N + 1);
pieces(_, {more, _}, [], N) -> {more, N};
pieces(_, Done, _, N) -> {N, Done}.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
