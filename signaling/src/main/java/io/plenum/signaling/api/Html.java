package io.plenum.signaling.api;

/** Builds HTML in which every text is escaped. Confined to one thread. */
final class Html {
  private final StringBuilder out = new StringBuilder();

  /** Markup as it is: a literal of ours. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  /** Any text. */
  Html text(String any) {
    out.append(escape(any));
    return this;
  }

  /** An element that holds a text; `tag` may carry attributes of ours. */
  Html element(String tag, String any) {
    String name = tag.split(" ", 2)[0];
    return raw("<" + tag + ">").text(any).raw("</" + name + ">");
  }

  /** Prose in which `code` is marked as CommonMark does, and an empty line ends a paragraph. */
  Html prose(String any) {
    for (String paragraph : any.strip().split("\n\\s*\n", -1)) {
      raw("<p>");
      String[] parts = paragraph.split("`", -1);
      for (int i = 0; i < parts.length; i++) {
        boolean opened = i % 2 == 1;
        boolean closed = i < parts.length - 1;
        if (opened && closed) {
          element("code", parts[i]);
        } else {
          text(opened ? "`" + parts[i] : parts[i]);
        }
      }
      raw("</p>");
    }
    return this;
  }

  private static String escape(String any) {
    return any.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
