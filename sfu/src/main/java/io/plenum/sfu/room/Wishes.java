package io.plenum.sfu.room;

import io.plenum.sfu.subscribe.PictureSize;
import io.plenum.sfu.subscribe.Presentation;
import java.util.List;

/** What one receiver shows, by its own word. Confined to the room's loop. */
final class Wishes {
  private List<Wish> wishes = List.of();
  private boolean only;

  /** The server chooses. */
  Wishes() {}

  /**
   * Other wishes than before, most important first.
   *
   * @param nothingElse whether nothing else is to be shown, nor heard than what belongs to these
   */
  void set(List<Wish> wanted, boolean nothingElse) {
    wishes = wanted.stream().limit(Wish.MAX_WISHES).toList();
    only = nothingElse;
  }

  /** The pictures wished for, most important first. */
  List<Presentation> presentations() {
    return wishes.stream().map(Wish::presentation).toList();
  }

  /** Whether {@code presentation} may be shown or heard at all. */
  boolean takes(Presentation presentation) {
    return !only || wishes.stream().anyMatch(wish -> wish.presentation().equals(presentation));
  }

  /**
   * How {@code presentation}'s picture is shown. Who says what it shows gets the rest in the
   * smallest size: at hand, should it be shown.
   */
  PictureSize size(Presentation presentation) {
    for (int rank = 0; rank < wishes.size(); rank++) {
      Wish wish = wishes.get(rank);
      if (wish.presentation().equals(presentation)) {
        return new PictureSize(rank, wish.width(), wish.height(), wish.pinned());
      }
    }
    return wishes.isEmpty() ? PictureSize.NOT_SAID : PictureSize.NOT_SHOWN;
  }
}
