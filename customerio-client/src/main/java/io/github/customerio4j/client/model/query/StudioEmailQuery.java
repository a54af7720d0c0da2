package io.github.customerio4j.client.model.query;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** Which emails of the Design Studio to list. */
@Value.Immutable
public abstract class StudioEmailQuery {
  private static final int MAX_PER_PAGE = 10000;

  StudioEmailQuery() {}

  /** Items per page, 1 to 10,000; 10,000 unless set. The parameter {@code limit}. */
  @Value.Default
  public int limit() {
    return MAX_PER_PAGE;
  }

  /**
   * Only below the folder with this id, a UUID; below the root unless set. The parameter {@code
   * parent_folder_id}.
   */
  public abstract Optional<String> parentFolderId();

  /**
   * Whether to list only what is directly in the folder, not what is in its folders; both unless
   * set. The parameter {@code direct_descendants_only}.
   */
  public abstract Optional<Boolean> directDescendantsOnly();

  /** What the list is sorted by; the API chooses unless set. The parameter {@code sort_by}. */
  public abstract Optional<StudioSort> sortBy();

  /** The direction; the API chooses unless set. The parameter {@code sort_order}. */
  public abstract Optional<SortOrder> sortOrder();

  /**
   * Only what was created before this time; sent in whole Unix seconds. No bound unless set. The
   * parameter {@code created_before}.
   */
  public abstract Optional<Instant> createdBefore();

  /**
   * Only what was created after this time; sent in whole Unix seconds. No bound unless set. The
   * parameter {@code created_after}.
   */
  public abstract Optional<Instant> createdAfter();

  /**
   * Only what was last changed before this time; sent in whole Unix seconds. No bound unless set.
   * The parameter {@code updated_before}.
   */
  public abstract Optional<Instant> updatedBefore();

  /**
   * Only what was last changed after this time; sent in whole Unix seconds. No bound unless set.
   * The parameter {@code updated_after}.
   */
  public abstract Optional<Instant> updatedAfter();

  /** Only templates, or only what is none; both unless set. The parameter {@code is_template}. */
  public abstract Optional<Boolean> isTemplate();

  /**
   * Only emails with translations, or only those without; both unless set. The parameter {@code
   * has_translations}.
   */
  public abstract Optional<Boolean> hasTranslations();

  /**
   * Only emails that are linked to a workflow, or only those that are not; both unless set. The
   * parameter {@code is_linked}.
   */
  public abstract Optional<Boolean> isLinked();

  /** The parameters by their names in the API, raw. */
  public Map<String, String> toParameters() {
    return new QueryParameters()
        .put("limit", limit())
        .put("parent_folder_id", parentFolderId())
        .put("direct_descendants_only", directDescendantsOnly())
        .put("sort_by", sortBy())
        .put("sort_order", sortOrder())
        .put("created_before", createdBefore())
        .put("created_after", createdAfter())
        .put("updated_before", updatedBefore())
        .put("updated_after", updatedAfter())
        .put("is_template", isTemplate())
        .put("has_translations", hasTranslations())
        .put("is_linked", isLinked())
        .toMap();
  }

  /** Rejects what the API would reject. */
  @Value.Check
  void check() {
    QueryParameters.checkLimit(limit(), MAX_PER_PAGE);
    QueryParameters.checkOrder(createdAfter(), createdBefore());
    QueryParameters.checkOrder(updatedAfter(), updatedBefore());
  }

  /** Everything: no filter is set. */
  public static StudioEmailQuery all() {
    return builder().build();
  }

  /** Starts a query; nothing is required. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link StudioEmailQuery}. */
  public static final class Builder extends ImmutableStudioEmailQuery.Builder {
    Builder() {}
  }
}
