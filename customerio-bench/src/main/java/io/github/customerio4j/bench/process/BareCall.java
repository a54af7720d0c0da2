package io.github.customerio4j.bench.process;

import java.io.IOException;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Retrofit;
import retrofit2.http.GET;
import retrofit2.http.Header;

/** The smallest program with this class path: makes one call with Retrofit and exits. */
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
    // Idle threads of the client would keep the process alive for another minute.
    System.exit(status == 200 ? 0 : 1);
  }
}
