/** The live session is dark whatever the system prefers: faces and screens stand out, and eyes rest. */
import {css} from 'lit';

export const dark = css`
  :host {
    color-scheme: dark;
    --page: #101318;
    --surface: #1a1f26;
    --raised: #29303a;
    --ink: #f0f3f7;
    --muted: #a8b2c0;
    --line: #38414d;
    --field-line: #768293;
    --accent: #4468e4;
    --accent-strong: #3a5bd2;
    --link: #9db5ff;
    --danger: #d2393f;
    --danger-strong: #bd3036;
    --warning: #f2c14e;
    --positive: #5fce8f;
    --shadow: 0 8px 28px rgb(0 0 0 / 45%);
    background: var(--page);
    color: var(--ink);
  }
  .error {
    color: #ff9a9e;
  }
`;
