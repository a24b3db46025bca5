import { cardBody } from "./card-body.js";
import { fileBody } from "./file-body.js";

/**
 * How messages look that are more than text, by their kind; an answer of null means as text.
 *
 *   list.bodies = richBodies({ text, locale, fileUrl: (attachmentId) => "…", isVisitor: false });
 *
 * Text keys: card_page, card_document, card_image.
 */
export const richBodies = ({ text, locale, fileUrl, isVisitor }) => ({
  file: ({ data }) => (data?.id ? fileBody(data, fileUrl(data.id), locale) : null),
  card: ({ data }) => (data ? cardBody(data, { text, isVisitor }) : null),
});
