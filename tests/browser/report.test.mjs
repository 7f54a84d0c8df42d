// The HTML report in a real browser: accessible, quiet, self-contained, usable.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import puppeteer from "puppeteer-core";
import { reports } from "./plans.mjs";

const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
let browser;
before(async () => {
  const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];
  browser = await puppeteer.launch({ executablePath: chromium, args });
});
after(() => browser.close());

// A page with a report, and all that it complained of or asked for.
async function open(file, { width = 1360, scheme = "light", script = true } = {}) {
  const page = await browser.newPage();
  const complaints = [];
  const asked = [];
  page.on("console", (message) => ["error", "warn"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => asked.push(request.url()));
  await page.setJavaScriptEnabled(script);
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
  return { page, complaints, asked };
}

for (const { name, file } of reports) {
  describe(name, () => {
    for (const scheme of ["light", "dark"]) {
      test(`axe-core finds nothing, ${scheme}`, async () => {
        const { page } = await open(file, { scheme });
        await page.evaluate(axe.source);
        const found = await page.evaluate(() => window.axe.run(document));
        const told = found.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 160)} (${one.nodes.length})`);
        assert.ok(found.passes.length > 20, "axe-core looked");
        assert.deepEqual(told, []);
        await page.close();
      });
    }

    test("nothing is complained of, nothing fetched, nothing of the plan run", async () => {
      const { page, complaints, asked } = await open(file);
      assert.deepEqual(complaints, []);
      // A logo lies in the page itself.
      assert.deepEqual(asked.filter((url) => !url.startsWith("data:")), [pathToFileURL(file).href]);
      assert.notEqual(await page.title(), "run");
      await page.close();
    });

    test("the page is never wider than the window", async () => {
      for (const width of [1360, 900, 390]) {
        const { page } = await open(file, { width });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${wide} at ${width}`);
        await page.close();
      }
    });

    test("no lettering of a picture lies outside it", async () => {
      const { page } = await open(file);
      const outside = await page.evaluate(() =>
        [...document.querySelectorAll("svg.chart text")]
          .filter((text) => {
            const box = text.getBoundingClientRect();
            const frame = text.ownerSVGElement.getBoundingClientRect();
            return box.left < frame.left - 3 || box.right > frame.right + 3 || box.bottom > frame.bottom + 3;
          })
          .map((text) => text.textContent),
      );
      assert.deepEqual(outside, []);
      await page.close();
    });

    test("every link leads somewhere and no id stands twice", async () => {
      const { page } = await open(file);
      const wrong = await page.evaluate(() => {
        const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
        const lost = [...document.querySelectorAll("a[href^='#']")]
          .map((link) => link.getAttribute("href").slice(1))
          .filter((id) => !document.getElementById(id));
        return [...lost, ...ids.filter((id, at) => ids.indexOf(id) !== at)];
      });
      assert.deepEqual(wrong, []);
      await page.close();
    });
  });
}

const usual = reports.find((one) => one.name === "quarterly").file;
const ranks = () => [...document.querySelectorAll("#ranking tbody tr")].filter((row) => !row.hidden).map((row) => row.cells[0].textContent);

test("without script everything is there to read", async () => {
  const { page } = await open(usual, { script: false });
  const text = await page.$eval("body", (body) => body.innerText);
  for (const part of ["Start with", "Ranking", "Certainty", "Method and vocabulary", "SHA-256"]) {
    assert.ok(text.includes(part), part);
  }
  assert.equal(await page.$("input"), null);
  await page.close();
});

test("a column sorts by keyboard, says so, and turns round", async () => {
  const { page } = await open(usual);
  const before = await page.evaluate(ranks);
  const heading = "#ranking thead th:nth-child(6)";
  await page.focus(`${heading} button`);
  await page.keyboard.press("Enter");
  assert.equal(await page.$eval(heading, (head) => head.ariaSort), "ascending");
  const scores = () => [...document.querySelectorAll("#ranking tbody tr")].map((row) => Number(row.cells[5].dataset.v));
  const rising = await page.evaluate(scores);
  assert.deepEqual(rising, rising.toSorted((a, b) => a - b));
  await page.keyboard.press("Enter");
  assert.deepEqual(await page.evaluate(scores), rising.toReversed());
  await page.click("#ranking thead th:first-child button");
  assert.deepEqual(await page.evaluate(ranks), before);
  await page.close();
});

test("the filter keeps the rows that are asked for and counts them", async () => {
  const { page } = await open(usual);
  await page.type("#ranking input", "webinar");
  assert.deepEqual(await page.evaluate(ranks), ["3"]);
  assert.match(await page.$eval("#ranking [role=status]", (one) => one.textContent), /^1 of 12$/);
  await page.close();
});

test("the keyboard reaches the report first by a link past the contents", async () => {
  const { page } = await open(usual);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "To the report");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await page.close();
});

test("it prints on A4 and on Letter", async () => {
  const { page } = await open(usual);
  for (const format of ["A4", "Letter"]) {
    const pdf = Buffer.from(await page.pdf({ format, preferCSSPageSize: true }));
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g).length;
    assert.ok(pages >= 15 && pages <= 40, `${pages} pages`);
  }
  await page.close();
});
