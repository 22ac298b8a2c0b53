package io.tertulia.testkit.web;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests a [Chromium], one for each class, which is closed when the class is through.
final class Browsers implements ParameterResolver {
  private static final Namespace HERE = Namespace.create(Browsers.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Chromium.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ExtensionContext of = context.getTestClass().isPresent() ? ofClass(context) : context;
    return of.getStore(HERE)
        .computeIfAbsent(Chromium.class, key -> Chromium.start(), Chromium.class);
  }

  /// The context that all tests of the class share.
  private static ExtensionContext ofClass(ExtensionContext context) {
    ExtensionContext of = context;
    while (of.getTestMethod().isPresent() && of.getParent().isPresent()) {
      of = of.getParent().get();
    }
    return of;
  }
}
