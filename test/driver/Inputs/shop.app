%% An application of two modules; the second one is not in its supervision tree.
{application, shop,
 [{description, "A shop"},
  {vsn, "0.1"},
  {modules, [shop, shop_sup]},
  {registered, [shop_sup]},
  {applications, [kernel, stdlib, shelf]},
  {optional_applications, []},
  {env, [{goods, ["apples", "pears"]}, {mode, normal}]},
  {mod, {shop, []}}]}.
