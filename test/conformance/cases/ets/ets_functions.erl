%% All functions of ets, their results and errors.
-module(ets_functions).
-export([main/0]).
main() ->
 T = fun(F) -> try F() of V -> V catch C:R:S -> {C,R,element(4,hd(S))} end end,
 P = fun(X) -> erlang:display(X) end,
 E = ets:new(foo,[]), 
  P(ets:info(E)), 
  P(T(fun() -> ets:lookup(bar,1) end)), 
  P(T(fun() -> ets:new(foo,[named_table,bar]) end)),
 ets:new(foo,[named_table,{heir,self(),x}]), 
  P(ets:info(foo)), 
  P(ets:info(foo,fixed)), 
  P(ets:info(foo,safe_fixed)), 
  P(ets:info(foo,stats)), 
  P(ets:info(bar)), 
  P(T(fun() -> ets:info(foo,bar) end)),
 
  P(T(fun() -> ets:new(foo,[named_table]) end)),
 
  P(T(fun() -> ets:insert(foo,{}) end)), 
  P(T(fun() -> ets:lookup_element(foo,a,1) end)),
 
  P(T(fun() -> ets:next(foo,a) end)),
 
  P(T(fun() -> ets:update_counter(foo,a,1) end)),
 ets:insert(foo,[{a,1},{b,2},{c,x}]),
 
  P(T(fun() -> ets:update_counter(foo,c,1) end)), 
  P(T(fun() -> ets:update_counter(foo,a,{1,1}) end)), 
  P(T(fun() -> ets:update_counter(foo,a,{3,1}) end)),P(T(fun() -> ets:update_counter(foo,z,{2,1},{zz,5}) end)),P(T(fun() -> ets:update_counter(foo,a,[{2,1},{2,5,4,0}]) end)),
 
  P(T(fun() -> ets:update_element(foo,a,{1,1}) end)),P(T(fun() -> ets:update_element(foo,zz,{2,1}) end)),P(T(fun() -> ets:update_element(foo,a,{3,1}) end)),P(T(fun() -> ets:update_element(foo,q,{2,1}) end)),
 
  P(T(fun() -> ets:select(foo,[{x}]) end)),P(T(fun() -> ets:select(foo,[{'$1',[],['$2']}]) end)),P(T(fun() -> ets:select(foo,[{{'$1','$2'},[{'>','$2',0}],[{{'$1','$2'}}]}]) end)),
 
  P(T(fun() -> ets:select(foo,[{{'$1','$2'},[],[{'+','$2',1}]}]) end)),
 
  P(T(fun() -> ets:select(foo,[{{'_','_'},[],['$_']}],2) end)),P(T(fun() -> ets:select(foo,[{{'_','_'},[],['$_']}],100) end)),P(T(fun() -> ets:select(foo,[{{'_','_','_'},[],['$_']}],100) end)),
 
  P(T(fun() -> ets:match(foo,{'$2','$1'}) end)), 
  P(T(fun() -> ets:slot(foo,0) end)),P(T(fun() -> ets:slot(foo,300) end)),
 
  P(T(fun() -> ets:match_spec_compile([{'$1',[],[foo]}]) end)), 
  P(ets:whereis(foo)), 
  P(ets:tab2list(foo)),
 O=ets:new(o,[ordered_set]), ets:insert(O,[{I}||I<-lists:seq(1,10)]), 
  P(ets:select(O,[{{'$1'},[],['$1']}],3)), 
  P(ets:select_reverse(O,[{{'$1'},[],['$1']}],3)),P(ets:select_reverse(O,[{{'$1'},[],['$1']}])),P(ets:select(O,[{{'$1'},[],['$1']}])),P(ets:slot(O,3)),P(T(fun()->ets:slot(O,10) end)),P(T(fun()->ets:slot(O,11) end)), 
  P(ets:match(O,{'$1'},2)),P(ets:next(O,3.5)),P(ets:prev(O,1)),
 B=ets:new(b,[bag]), ets:insert(B,[{a,1},{a,2},{b,3},{a,1},{a,3}]), 
  P(ets:lookup(B,a)), 
  P(ets:tab2list(B)), ets:insert(B,{a,1}), 
  P(ets:lookup(B,a)), 
  P(ets:lookup_element(B,a,2)),
 D=ets:new(b,[duplicate_bag]), ets:insert(D,[{a,1},{a,2},{b,3},{a,1},{a,3}]), 
  P(ets:lookup(D,a)), 
  P(ets:tab2list(D)),P(ets:take(D,a)),P(ets:tab2list(D)),
 
  P(erlang:match_spec_test({a,1},[{{'$1','$2'},[],['$2']}],table)),P(erlang:match_spec_test({a,1},[{{'$1','$2'},[],['$3']}],table)),P(erlang:match_spec_test({a,1},[{{b,'$2'},[],['$3']}],table)),
 
  P(T(fun() -> ets:delete(foo), ets:info(foo) end)),
 S=ets:new(s,[]), [ets:insert(S,{I,x})||I<-lists:seq(1,600)], 
  P(lists:sublist(ets:tab2list(S),30)), 
  P(ets:first(S)),P(ets:next(S,ets:first(S))),
 S2=ets:new(s,[]), [ets:insert(S2,{list_to_atom("a" ++ integer_to_list(I)),x})||I<-lists:seq(1,20)], 
  P(ets:tab2list(S2)),
 S3=ets:new(s,[]), [ets:insert(S3,{{I,"abc"},x})||I<-lists:seq(1,20)], 
  P(ets:tab2list(S3)),
 
  P(T(fun() -> ets:give_away(S,self(),x) end)), 
  P(T(fun() -> ets:give_away(S,spawn(fun() -> receive stop -> ok end end),x) end)), 
  P(T(fun()->ets:rename(S,b) end)), 
  P(T(fun()->ets:rename(ets:new(uu,[named_table]),b) end)),
 
  P(ets:select_replace(O,[{{'$1'},[{'<','$1',5}],[{{'$1',x}}]}])), 
  P(ets:tab2list(O)), 
  P(T(fun() -> ets:select_replace(O,[{{'$1'},[],[{{a,x}}]}]) end)), 
  P(ets:select_delete(O,[{{'$1'},[{'<','$1',8}],[true]}])),P(ets:select_count(O,[{{'$1'},[{'<','$1',10}],[true]}])),
 ok.
