%% string, math, atomics, counters, persistent_term, identifiers.
-module(assorted_bifs).
-export([main/0]).
-define(D(X), d(?LINE, fun() -> X end)).

main() -> strs(), ok.

strs() ->
  [?D(string:list_to_integer(X)) || X <- ["12abc","abc","",a,[a],"-",[$1|x],"+5 ",[$1,a]]],
  [?D(string:list_to_float(X)) || X <- ["1.5abc","1","1.","1.5e","1.5e+","1.5e10x",a,"1.0e500","-1.5",".5",[$1,$.,$5|x],"1.5e5.5"]],
  [?D(math:F(X)) || F <- [sqrt,log,exp,sin,cos,tan,atan,acos,floor,ceil,log2,log10,erf], X <- [0,1,-1,0.5,1000,a,1 bsl 2000]], ?D(math:pow(2,0.5)),
  ?D(math:atan2(1,2)),
  ?D(math:fmod(5,3)),
  ?D(math:fmod(5,0)),
  ?D(math:pi()),
  A = atomics:new(3,[]), ?D(atomics:add(A,1,5)),
  ?D(atomics:get(A,1)),
  ?D(atomics:add_get(A,1,-10)),
  ?D(atomics:exchange(A,2,7)),
  ?D(atomics:compare_exchange(A,2,7,8)),
  ?D(atomics:compare_exchange(A,2,7,9)),
  ?D(atomics:get(A,4)),
  ?D(atomics:put(A,1,1 bsl 63)),
  ?D(atomics:info(A)),
  ?D(atomics:new(0,[])),
  U = atomics:new(1,[{signed,false}]), ?D(atomics:sub_get(U,1,1)), C = counters:new(2,[write_concurrency]), ?D(counters:add(C,1,5)),
  ?D(counters:get(C,1)),
  ?D(counters:put(C,1,2)),
  ?D(counters:sub(C,1,1)),
  ?D(counters:get(C,1)), C2 = counters:new(2,[]), ?D(counters:add(C2,1,5)),
  ?D(counters:get(C2,1)),
  ?D(persistent_term:put(k,{v,"x"})),
  ?D(persistent_term:get(k)),
  ?D(persistent_term:get(nok)),
  ?D(persistent_term:get(nok,d)),
  ?D(persistent_term:erase(k)),
  ?D(persistent_term:erase(k)),
  ?D(persistent_term:get(k)),
  ?D(is_function(fun lists:map/2,2)),
  ?D(is_function(fun lists:map/2,-1)),
  ?D(erlang:is_record({a,1},id(a),id(2))),
  ?D(is_map_key(a,id(x))),
  ?D(map_size(id(x))),
  ?D(tuple_size(id(x))),
  ?D(size(id({1}))),
  ?D(size(id(<<1,2:3>>))),
  ?D(pid_to_list(list_to_pid("<0.100.0>"))),
  ?D(list_to_pid("<0.100>")),
  ?D(ref_to_list(list_to_ref("#Ref<0.1.2.3>"))),
  ?D(list_to_port("#Port<0.5>")),
  ?D(erlang:fun_to_list(fun lists:map/2)),
  ?D(not id(a)),
  ?D(id(a) and true), ?D(true xor id(true)).

d(Line, F) ->
    Result = try F() of V -> V catch C:E -> {C,E} end,
    erlang:display({Line,Result}).

id(X) -> X.
