/** The few that a meeting needs at hand; the keyboard has the others. */
export const EMOJI = ['👍', '👎', '👏', '🙏', '🎉', '❤️', '😀', '😂', '😊', '😉', '😮', '😢', '🤔', '👋', '✅', '❌', '❓', '💡', '🔥', '☕'];
