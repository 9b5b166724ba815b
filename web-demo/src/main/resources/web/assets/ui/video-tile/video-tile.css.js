import {css} from 'lit';

export const style = css`
  :host {
    position: absolute;
    display: block;
    border-radius: 12px;
    overflow: hidden;
    background: var(--surface);
    contain: strict;
    container-type: size;
  }
  video {
    display: block;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  .mirrored {
    transform: scaleX(-1);
  }
  .whole {
    object-fit: contain;
    background: #000;
  }
  .avatar {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
  }
  .disc {
    display: grid;
    place-items: center;
    width: min(34cqw, 44cqh, 8rem);
    aspect-ratio: 1;
    border-radius: 50%;
    color: #fff;
    font-weight: 600;
    font-size: min(14cqw, 17cqh, 3rem);
    letter-spacing: 0.02em;
  }
  .label {
    position: absolute;
    left: 0.5rem;
    bottom: 0.5rem;
    display: flex;
    align-items: center;
    gap: 0.25rem;
    max-width: calc(100% - 1rem);
    padding: 0.1875rem 0.5rem;
    border-radius: 8px;
    background: rgb(10 13 18 / 72%);
    color: #fff;
    font-size: 0.875rem;
    line-height: 1.4;
  }
  .label .icon {
    width: 18px;
    height: 18px;
    color: #ff9a9e;
  }
  .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .dropped {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    background: rgb(10 13 18 / 72%);
    color: #fff;
    font-size: 0.9375rem;
  }
  .paused {
    position: absolute;
    top: 0.5rem;
    left: 0.5rem;
    display: flex;
    align-items: center;
    gap: 0.25rem;
    max-width: calc(100% - 1rem);
    margin: 0;
    padding: 0.1875rem 0.5rem;
    border-radius: 8px;
    background: rgb(10 13 18 / 72%);
    color: #fff;
    font-size: 0.8125rem;
    line-height: 1.4;
  }
  .paused .icon {
    flex: none;
    width: 18px;
    height: 18px;
    color: #ffc46b;
  }
  .ring {
    position: absolute;
    inset: 0;
    border: 3px solid transparent;
    border-radius: inherit;
    transition: border-color 0.15s;
    pointer-events: none;
  }
  :host([speaking]) .ring {
    border-color: var(--positive);
  }
  .colour-0 {
    background: #3c63d8;
  }
  .colour-1 {
    background: #7a4fc9;
  }
  .colour-2 {
    background: #0b7a75;
  }
  .colour-3 {
    background: #a8426b;
  }
  .colour-4 {
    background: #9a5b12;
  }
  .colour-5 {
    background: #2f7d3b;
  }
  .colour-6 {
    background: #37709b;
  }
  .colour-7 {
    background: #b0473a;
  }
  @container (max-width: 14rem) {
    .avatar {
      padding-bottom: 1.25rem;
    }
    .label {
      left: 0.25rem;
      bottom: 0.25rem;
      max-width: calc(100% - 0.5rem);
      padding: 0 0.375rem;
      font-size: 0.75rem;
    }
  }
`;
