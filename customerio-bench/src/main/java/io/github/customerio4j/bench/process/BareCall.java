package io.github.customerio4j.bench.process;

import java.io.IOException;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Retrofit;
import retrofit2.http.GET;
import retrofit2.http.Header;

/** The least that a program with this class path can do: one call by Retrofit, and exit. */
public final class BareCall {
  private BareCall() {}

  /** The operation that is called. */
  interface Campaigns {
    @GET("campaigns")
    Call<ResponseBody> list(@Header("Authorization") String authorization);
  }

  /**
   * Calls {@code GET campaigns} once.
   *
   * @param arguments {@code baseUrl} and {@code key}
   */
  public static void main(String[] arguments) throws IOException {
    WorkerArguments given = WorkerArguments.parse(arguments);
    Campaigns campaigns =
        new Retrofit.Builder().baseUrl(given.text("baseUrl")).build().create(Campaigns.class);
    int status = campaigns.list("Bearer " + given.text("key")).execute().code();
    // Its threads would keep the process alive for another minute.
    System.exit(status == 200 ? 0 : 1);
  }
}
