%% A small stack machine interprets a program that computes Collatz lengths.
-module(programs_interpreter).
-export([main/0]).

main() ->
    p([{N, run(N)} || N <- [1, 6, 27, 97, 871]]).

run(N) ->
    Code = {{push, 0}, {dup, 1}, {push, 1}, eq, {jt, 15}, inc, swap, dup0, odd, {jt, 13}, half, swap, {jmp, 2}, triple, {jmp, 12}, top},
    step(1, Code, [N]).

step(Pc, Code, St) ->
    case {element(Pc, Code), St} of
        {{push, X}, S} -> step(Pc + 1, Code, [X | S]);
        {{dup, N}, S} -> step(Pc + 1, Code, [lists:nth(N + 1, S) | S]);
        {dup0, [A | S]} -> step(Pc + 1, Code, [A, A | S]);
        {eq, [A, B | S]} -> step(Pc + 1, Code, [A =:= B | S]);
        {{jt, To}, [true | S]} -> step(To + 1, Code, S);
        {{jt, _}, [false | S]} -> step(Pc + 1, Code, S);
        {inc, [A | S]} -> step(Pc + 1, Code, [A + 1 | S]);
        {swap, [A, B | S]} -> step(Pc + 1, Code, [B, A | S]);
        {odd, [A | S]} -> step(Pc + 1, Code, [A rem 2 =:= 1 | S]);
        {half, [A | S]} -> step(Pc + 1, Code, [A div 2 | S]);
        {triple, [A | S]} -> step(Pc + 1, Code, [3 * A + 1 | S]);
        {{jmp, To}, S} -> step(To, Code, S);
        {top, [A | _]} -> A
    end.

p(X) -> io:format("~tp~n", [X]).
