%% Operators on integers of all sizes and floats, as functions.
-module(arithmetic).
-export([main/0]).
main() -> arith(), ok.

arith() ->
  B = id(123456789012345678901234567890), S = id(987654321), N = id(-5), F = id(1.5),
  Ops = ['+','-','*','/','div','rem','band','bor','bxor','bsl','bsr','==','/=','=:=','=/=','<','>','=<','>='],
  Vals = [0,1,-1,2,7,-7,S,-S,1 bsl 59, -(1 bsl 59), (1 bsl 60)-1, 1 bsl 60, -(1 bsl 60), -(1 bsl 60)-1, 1 bsl 63, 1 bsl 64, (1 bsl 64)-1, -(1 bsl 63), -(1 bsl 64), B, -B, B*B, -(B*B), F, -0.0, 0.0, 1.0e300, -1.0e-300, 5.0e-324, a, "x"],
  [[begin R = try apply(erlang,Op,[X,Y]) catch _:E -> E end, erlang:display({Op,X,Y,R}) end || X <- Vals, Y <- Vals, not (lists:member(Op,['bsl','bsr']) andalso is_integer(Y) andalso abs(Y) > 1000)] || Op <- Ops],
  [[begin R = try apply(erlang,Op,[X]) catch _:E -> E end, erlang:display({Op,X,R}) end || X <- Vals ++ [2.5,-2.5,0.5,-0.5,1.0e15,1.0e22,-1.0e22,1.7976931348623157e308,0.49999999999999994]] || Op <- ['+','-','bnot',abs,float,trunc,round,floor,ceil]],
  N.

d(Line, F) ->
    Result = try F() of V -> V catch C:E -> {C,E} end,
    erlang:display({Line,Result}).

id(X) -> X.
