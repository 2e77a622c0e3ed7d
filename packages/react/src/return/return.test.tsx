import { afterEach, describe, expect, it, vi } from 'vitest';
import { announceReturn } from './index.ts';

const own = location.origin;

/** Windows from the inside out; a page of another origin throws when its address is read. */
function pageInside(origins: readonly string[]): ReturnType<typeof vi.fn>[] {
  const posts = origins.map(() => vi.fn());
  const pages = origins.map((origin, index) => ({
    postMessage: posts[index],
    get location(): { origin: string } {
      if (origin !== own) throw new DOMException('Blocked', 'SecurityError');
      return { origin };
    },
  }));
  pages.forEach((page, index) => Object.assign(page, { parent: pages[index + 1] ?? page }));
  vi.spyOn(window, 'parent', 'get').mockReturnValue((pages[0] ?? window) as unknown as Window);
  return posts;
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('announceReturn', () => {
  it('tells the page around it, and no other origin', () => {
    const [post] = pageInside([own]);
    expect(announceReturn()).toBe(true);
    expect(post?.mock.calls).toEqual([[{ type: 'dots-flows:return' }, own]]);
  });

  it('reaches over pages of other origins to the nearest of its own', () => {
    const [flowPage, host, around] = pageInside(['https://my.dots.dev', own, own]);
    expect(announceReturn()).toBe(true);
    expect(flowPage).not.toHaveBeenCalled();
    expect(host).toHaveBeenCalledOnce();
    expect(around).not.toHaveBeenCalled();
  });

  it.each([[[]], [['https://my.dots.dev']]])('says when there is nobody to tell: %j', (origins) => {
    const posts = pageInside(origins);
    expect(announceReturn()).toBe(false);
    for (const post of posts) expect(post).not.toHaveBeenCalled();
  });
});
