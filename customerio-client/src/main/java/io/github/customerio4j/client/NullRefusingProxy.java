package io.github.customerio4j.client;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Refuses null arguments of an interface's methods by the parameter's name. Retrofit would leave a
 * null parameter out of the query, so that the call would mean something else.
 *
 * @param target implements the interface
 */
record NullRefusingProxy(Object target) implements InvocationHandler {
  static <T> T around(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, new NullRefusingProxy(target)));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] args)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return method.getName().equals("equals")
          ? proxy == (args == null ? null : args[0])
          : method.invoke(target, args);
    }
    for (int i = 0; args != null && i < args.length; i++) {
      if (args[i] == null) {
        throw new NullPointerException(
            method.getParameters()[i].getName()
                + " must not be null in "
                + method.getDeclaringClass().getSimpleName()
                + "."
                + method.getName());
      }
    }
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
