-module(helper).
-export([quoted/1]).

quoted(Text) -> [$", Text, $"].
