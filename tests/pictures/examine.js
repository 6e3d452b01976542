// What is wrong with the page as it stands: run in the page by tests/pictures/examine.py, which explains the findings.
(limits) => {
  const SLACK = 1.5; // pixels
  const found = { clipped: [], outside: [], overlapping: [], small: [], close: [], pale: [] };
  const told = (element) => {
    const name = element.id ? `#${element.id}` : `${element.localName}${element.classList.length ? "." + [...element.classList].join(".") : ""}`;
    return `${name} “${element.textContent.trim().replace(/\s+/g, " ").slice(0, 40)}”`;
  };

  const style = (element) => getComputedStyle(element);
  const above = function* (element) { for (let at = element; at && at !== document.documentElement; at = at.parentElement) yield at; };
  const isOnlyHeard = (element) => style(element).clipPath !== "none" || (element.clientWidth <= 1 && element.clientHeight <= 1 && style(element).overflow === "hidden" && style(element).display !== "inline");
  const isSeen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && ![...above(element)].some(isOnlyHeard);
  const isShortened = (element) => style(element).textOverflow === "ellipsis" || style(element).webkitLineClamp !== "none"; // and seen to be, by an ellipsis
  /** Without what lies behind the ellipsis of a text that is shortened. */
  const shown = (rects, element) => {
    const shortened = [...above(element)].find(isShortened);
    if (!shortened) return rects;
    const box = shortened.getBoundingClientRect();
    return rects.map((rect) => {
      const [left, top, right, bottom] = [Math.max(rect.left, box.left), Math.max(rect.top, box.top), Math.min(rect.right, box.right), Math.min(rect.bottom, box.bottom)];
      return { left, top, right, bottom, width: right - left, height: bottom - top };
    });
  };
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    if (!node.data.trim() || element.matches("script, style, option") || !isSeen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = shown([...range.getClientRects()], element).filter(({ width, height }) => width > 1 && height > 1);
    if (rects.length) texts.push({ element, rects });
  }

  const isMoving = (element) => element.getAnimations({ subtree: false }).length > 0 || style(element).animationName !== "none";
  const beyond = (rect, box) => ({ x: rect.left < box.left - SLACK || rect.right > box.right + SLACK, y: rect.top < box.top - SLACK || rect.bottom > box.bottom + SLACK });
  const inked = (rect) => ({ left: rect.left, right: rect.right, top: rect.top + rect.height * 0.22, bottom: rect.bottom - rect.height * 0.22 });

  // Text that is cut off, or leaves the box it stands in.
  for (const { element, rects } of texts) {
    if ([...above(element)].some(isMoving)) continue; // a text that runs by is seen whole in the end
    for (const at of above(element)) {
      const { overflowX, overflowY, backgroundColor, borderTopWidth, display } = style(at);
      if (at === document.body || display === "inline" || display === "contents") continue;
      const box = at.getBoundingClientRect();
      const out = rects.map((rect) => beyond(inked(rect), box)).reduce((all, one) => ({ x: all.x || one.x, y: all.y || one.y }), { x: false, y: false });
      const scrolls = (overflow) => overflow === "auto" || overflow === "scroll";
      const cuts = (out.x && overflowX !== "visible" && !scrolls(overflowX)) || (out.y && overflowY !== "visible" && !scrolls(overflowY));
      const isBox = backgroundColor !== "rgba(0, 0, 0, 0)" || borderTopWidth !== "0px";
      if (cuts) found.clipped.push(told(element));
      else if (isBox && ((out.x && overflowX === "visible") || (out.y && overflowY === "visible"))) found.outside.push(`${told(element)} leaves ${told(at)}`);
      if (scrolls(overflowX) || scrolls(overflowY) || cuts) break;
    }
    const height = document.scrollingElement.scrollHeight > innerHeight && limits.mayScroll ? Infinity : innerHeight;
    const isWithinScroller = [...above(element)].some((at) => /auto|scroll/.test(style(at).overflowY + style(at).overflowX));
    if (!isWithinScroller && rects.some((rect) => rect.left < -SLACK || rect.right > innerWidth + SLACK || rect.top < -SLACK || rect.bottom > height + SLACK)) found.outside.push(`${told(element)} leaves the screen`);
  }
  if (document.scrollingElement.scrollWidth > innerWidth + 1) found.outside.push("the page scrolls sideways");

  // Texts that lie over each other. What is covered by a layer above is not seen, and left out.
  const onTop = ({ element, rects }) => rects.some((rect) => {
    const top = document.elementFromPoint((rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2);
    return top && (top === element || top.contains(element) || element.contains(top));
  });
  const visible = texts.filter(onTop);
  visible.forEach((one, at) => visible.slice(at + 1).forEach((other) => {
    if (one.element === other.element || one.element.contains(other.element) && style(other.element).display === "inline") return;
    const meets = one.rects.some((a) => other.rects.some((b) => {
      const [p, q] = [inked(a), inked(b)];
      return Math.min(p.right, q.right) - Math.max(p.left, q.left) > 2 && Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > 2;
    }));
    if (meets) found.overlapping.push(`${told(one.element)} and ${told(other.element)}`);
  }));

  // Contrast, out of the colours that the browser computed.
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const colour = (text) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return { r, g, b, a: a / 255 };
  };
  const over = (front, back) => Object.fromEntries(["r", "g", "b"].map((c) => [c, front[c] * front.a + back[c] * (1 - front.a)]).concat([["a", 1]]));
  const light = ({ r, g, b }) => [r, g, b].map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = (element) => [...above(element), document.documentElement].map((at) => colour(style(at).backgroundColor)).reduceRight((back, front) => over(front, back), { r: 255, g: 255, b: 255, a: 1 });
  const contrast = (element) => {
    const back = ground(element);
    const opacity = [...above(element)].reduce((all, at) => all * Number(style(at).opacity), 1);
    const front = colour(style(element).color);
    const [a, b] = [light(over({ ...front, a: front.a * opacity }, back)), light(back)];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  for (const text of visible) {
    const least = text.element.closest(":disabled") ? limits.contrastOfDisabled : limits.contrast;
    const ratio = contrast(text.element);
    if (ratio < least) found.pale.push(`${told(text.element)} ${ratio.toFixed(1)}:1, at least ${least}:1`);
    const size = parseFloat(style(text.element).fontSize);
    if (size < limits.text) found.small.push(`${told(text.element)} is set in ${size.toFixed(1)} px, at least ${limits.text.toFixed(1)}`);
  }

  // Fingers: how large and how far apart what may be touched is.
  const target = (element) => (element.matches("[type=radio], [type=checkbox]") && element.closest("label")) || element;
  const controls = [...new Set([...document.querySelectorAll("button, a[href], input, select, [role=button]")].map(target))].filter((element) => isSeen(element) && onTop({ element, rects: [element.getBoundingClientRect()] }));
  for (const control of controls) {
    const { width, height } = control.getBoundingClientRect();
    const least = control.matches(".tile") ? limits.tile : limits.control;
    if (width < least - 0.5 || height < least - 0.5) found.small.push(`${told(control)} is ${Math.round(width)}×${Math.round(height)} px, at least ${least.toFixed(0)}`);
  }
  if (limits.gap) controls.forEach((one, at) => controls.slice(at + 1).forEach((other) => {
    const [p, q] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
    const [x, y] = [Math.max(p.left, q.left) - Math.min(p.right, q.right), Math.max(p.top, q.top) - Math.min(p.bottom, q.bottom)];
    const gap = Math.max(x, y);
    if (gap < limits.gap - 0.5) found.close.push(`${told(one)} and ${told(other)} are ${gap.toFixed(1)} px apart, at least ${limits.gap.toFixed(1)}`);
  }));
  return found;
}
