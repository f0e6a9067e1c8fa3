%% Numbers, atoms and tuples to and from text and lists.
-module(conversions).
-export([main/0]).
-define(D(X), d(?LINE, fun() -> X end)).

main() -> conv(), ok.

conv() ->
  ?D([integer_to_list(X,B) || X <- [0,-1,255,1 bsl 70,-(1 bsl 100), 123456789012345678901234567890123456789012345678901234567890], B <- [2,3,7,8,10,16,36]]),
  ?D([list_to_integer(integer_to_list(X,B),B) =:= X || X <- [0,-1,255,1 bsl 70,-(1 bsl 100), 1 bsl 1000, 3 bsl 5000], B <- [2,3,7,8,10,16,36]]),
  ?D(integer_to_binary(1 bsl 3000)),
  [?D(list_to_integer(X)) || X <- ["","+","-","+1","-0","1a"," 1","1 ","00012","-00"]],
  [?D(binary_to_integer(X)) || X <- [<<"12">>,<<>>,<<1:3>>,a,<<"FF">>]],
  ?D(binary_to_integer(<<"ff">>,16)),
  ?D(list_to_integer("zz",36)),
  ?D(list_to_integer("zz",37)),
  ?D(list_to_integer("2",2)),
  [?D(list_to_float(X)) || X <- ["1.0","1","1.","-1.5e10","1.0E5",".5","1.0e400","1e5","+1.0","1.0e-400","0.1"," 1.0"]],
  [?D(float_to_list(X)) || X <- [1.0,-0.0,0.1,1.0e100,123.456]],
  [?D(float_to_list(X,[short])) || X <- fl()],
  [?D(float_to_list(X,O)) || X <- [0.125,1.005,-0.0,0.0,1.0e20,1.0e300,1.5,2.5,-2.5,99.999,0.05,1.0e15,123456789.987654321], O <- [[{decimals,0}],[{decimals,1}],[{decimals,2}],[{decimals,10}],[{decimals,10},compact],[{scientific,3}],[{scientific,0}],[{decimals,30}],[{decimals,0},compact],[{decimals,2},compact],[{decimals,-1}],[{decimals,254}],[foo],[{scientific,250}]]],
  ?D(float_to_binary(1.5)),
  ?D(float_to_list(1)),
  ?D(binary_to_float(<<"1.5">>)),
  ?D(binary_to_float(<<"1">>)),
  [?D(list_to_atom(X)) || X <- ["abc","",[955],[16#10ffff],[16#d800],[a],[1|2],foo,lists:duplicate(255,$a)]],
  ?D(list_to_existing_atom("definitely_not_there_xyz")),
  ?D(list_to_existing_atom("true")),
  ?D(binary_to_atom(<<"λ"/utf8>>,utf8)),
  ?D(binary_to_atom(<<233>>,latin1)),
  ?D(binary_to_atom(<<233>>,utf8)),
  ?D(binary_to_atom(<<"a">>,foo)),
  ?D(atom_to_binary('λ',utf8)),
  ?D(atom_to_binary('λ',latin1)),
  ?D(atom_to_binary('é',latin1)),
  ?D(atom_to_list('λé')),
  ?D(atom_to_list(1)),
  ?D(tuple_to_list({1,2})),
  ?D(list_to_tuple([1,2|3])),
  ?D(list_to_tuple([])),
  ?D(setelement(2,{a,b},x)),
  ?D(setelement(3,{a,b},x)),
  ?D(setelement(0,{a,b},x)),
  ?D(element(id(3),{a,b})),
  ?D(make_tuple()),
  ?D(erlang:append_element({a},b)),
  ?D(erlang:insert_element(1,{a,b},x)),
  ?D(erlang:insert_element(3,{a,b},x)),
  ?D(erlang:insert_element(4,{a,b},x)),
  ?D(erlang:delete_element(1,{a,b})),
  ?D(erlang:delete_element(3,{a,b})),
  ?D(erlang:make_tuple(3,x,[{1,a},{3,b},{1,c}])),
  ?D(erlang:make_tuple(3,x,[{4,a}])),
  ?D(erlang:make_tuple(-1,x)).

make_tuple() -> erlang:make_tuple(3,x).

fl() -> [0.0,-0.0,1.0,-1.0,0.1,0.2,0.3,1.0e21,1.0e22,123456789012345680.0,9007199254740991.0,9007199254740992.0,9007199254740993.0e1,1.0e-5,1.5e-5,0.001,0.0001,0.00012345,0.00123,1.0e-4,1.234e-4,12345.678,1.0e5,1.0e4,123000.0,1230000.0,1.0e6,1.0e10,1.5e10,1.5e15,123.456e10,5.0e-324,2.2250738585072014e-308,1.7976931348623157e308,100.0,1000.0,99999.0,100000.0,1.2e3,3.0e-3] ++ [math:pow(2,X) || X <- lists:seq(-80,80,3)] ++ [math:pow(10,X)*1.7 || X <- lists:seq(-30,30)] ++ [X/7 || X <- lists:seq(1,200,9)] ++ [math:exp(X) || X <- lists:seq(-40,60,2)].

d(Line, F) ->
    Result = try F() of V -> V catch C:E -> {C,E} end,
    erlang:display({Line,Result}).

id(X) -> X.
