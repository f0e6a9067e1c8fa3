%% The pretty printer gives back source text for forms.
-module(stdlib_erl_pp).
-export([main/0]).

main() ->
    [begin
         {ok, Ts, _} = erl_scan:string(S),
         {ok, F} = erl_parse:parse_form(Ts),
         io:put_chars(erl_pp:form(F))
     end || S <- ["f(X,Y)when X>Y;is_atom(X)->case X of{a,B}->[B|Y];_->fun(Z)->Z+1 end end.", "g()->try h() of X->X catch error:E->E after ok end.",
                  "-record(r,{a=1,b::integer()}).", "-spec f(integer(),T)->[T] when T::atom().", "h(<<A:8,B/binary>>)->#{a=>A,b=>[X||X<-B,X>1]}."]].
