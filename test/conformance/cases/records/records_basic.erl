%% Records with defaults: construction, access, update, matching, and what they are as tuples.
-module(records_basic).
-export([main/0]).
-record(person, {name, age = 0, langs = [] :: list()}).

main() ->
    A = #person{name = "Ann"},
    B = A#person{age = 41, langs = [erlang]},
    p({A, B}),
    p({B#person.name, B#person.age, #person.age}),
    #person{age = Age, langs = [L | _]} = id(B),
    p({Age, L}),
    p(setelement(#person.name, B, "Bea")),
    p(#person{_ = x}),
    p(record_info(fields, person)),
    p(record_info(size, person)).

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
