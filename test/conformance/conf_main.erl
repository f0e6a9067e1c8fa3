%% Runs one case: conf_main:main(["name"]) calls name:main(). Under erl it is started with
%% escript, natively it is the main module of one executable that holds all cases.
-module(conf_main).
-export([main/1]).

main([Name | Args]) ->
    Module = list_to_atom(Name),
    Module = Module:module_info(module),
    case erlang:function_exported(Module, main, 1) of
        true -> Module:main(Args);
        false -> Module:main()
    end.
