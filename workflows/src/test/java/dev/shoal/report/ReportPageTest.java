package dev.shoal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** report.html in a real browser. */
class ReportPageTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final String LONG_WORD = "Donaudampfschifffahrtsgesellschaft".repeat(8);

  /** Text whose colour is too near to what lies behind it, by the formula of WCAG 2.2, 1.4.3. */
  private static final String TOO_FAINT =
      """
      const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
        .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
      const parse = text => (text.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
      const behind = element => {
        for (let at = element; at; at = at.parentElement) {
          const colour = parse(getComputedStyle(at).backgroundColor);
          if (colour.length === 3 || colour[3] > 0.99) return colour;
        }
        return parse(getComputedStyle(document.documentElement).backgroundColor);
      };
      const found = [];
      for (const element of document.querySelectorAll('body *')) {
        const own = [...element.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
        if (!own || !element.checkVisibility() || ['SCRIPT', 'STYLE'].includes(element.tagName)) continue;
        const style = getComputedStyle(element);
        const front = light(parse(element instanceof SVGElement ? style.fill : style.color));
        const back = light(behind(element));
        const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
        const large = parseFloat(style.fontSize) >= 24;
        if (ratio < (large ? 3 : 4.5)) found.push(element.tagName + ' ' + ratio.toFixed(2) + ' ' + element.textContent.trim().slice(0, 40));
      }
      return found;
      """;

  @TempDir static Path folder;
  private static ChromeDriver browser;

  @BeforeAll
  static void open() {
    assertThat(DRIVER).as("install chromium and chromium-driver, as `make unit` does").exists();
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--no-first-run",
        "--user-data-dir=" + folder.resolve("profile"));
    options.setCapability("goog:loggingPrefs", logs);
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
            options);
  }

  @AfterAll
  static void quit() {
    browser.quit();
  }

  /** Nothing that a seed or a model says runs, tries to, or reaches out. */
  @Test
  void noHostileTextDoesAnything() throws IOException {
    List<String> corpus = corpus();
    assertThat(corpus).hasSizeGreaterThanOrEqualTo(50);
    for (String hostile : corpus) {
      show(hostile);
      for (WebElement tab : browser.findElements(By.cssSelector("[role=tab]"))) {
        tab.click();
      }
      assertThat(browser.executeScript("return typeof window.hacked"))
          .as("%s", hostile)
          .isEqualTo("undefined");
      assertThat(browser.getTitle()).isEqualTo(hostile.strip());
      assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).as("%s", hostile).isEmpty();
      assertThat(browser.findElements(By.cssSelector("script, style")))
          .as("%s", hostile)
          .hasSize(2);
      assertThat(
              browser.findElements(
                  By.cssSelector("main img, main a[href^=javascript], main iframe, main form")))
          .as("%s", hostile)
          .isEmpty();
    }
  }

  /** The trap of the test before works: what is not escaped is caught. */
  @Test
  void whatIsNotEscapedWouldBeCaught() throws IOException {
    Path page = folder.resolve("trap.html");
    Files.writeString(page, "<!doctype html><title>x</title>" + corpus().getFirst());
    browser.get(page.toUri().toString());
    assertThat(browser.executeScript("return typeof window.hacked")).isEqualTo("number");
  }

  @Test
  void theKeyboardReachesEveryView() throws IOException {
    show("Will it be adopted?");
    WebElement first = browser.findElement(By.id("tab-report"));
    first.click();
    for (String view : List.of("graph", "charts", "replay", "report")) {
      browser.switchTo().activeElement().sendKeys(Keys.ARROW_RIGHT);
      assertThat(browser.switchTo().activeElement().getDomAttribute("id")).isEqualTo("tab-" + view);
      assertThat(browser.findElement(By.id(view)).isDisplayed()).isTrue();
    }
  }

  /** Phone, tablet and desktop, by day and by night: all fits, and all can be read. */
  @ParameterizedTest
  @CsvSource({
    "360, 740, light",
    "360, 740, dark",
    "820, 1180, light",
    "820, 1180, dark",
    "1440, 900, light",
    "1440, 900, dark"
  })
  void everyViewFitsAndCanBeRead(int width, int height, String scheme) throws IOException {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    show("Will the council adopt it? " + LONG_WORD);
    for (String view : List.of("report", "graph", "charts", "replay")) {
      browser.findElement(By.id("tab-" + view)).click();
      assertThat(browser.executeScript("return document.documentElement.scrollWidth"))
          .as("width of view %s", view)
          .asInstanceOf(InstanceOfAssertFactories.LONG)
          .isLessThanOrEqualTo(width);
      assertThat((List<?>) browser.executeScript(TOO_FAINT)).as("faint in view %s", view).isEmpty();
    }
  }

  private static void show(String text) throws IOException {
    RunData run = SampleRun.with(text);
    Path page = folder.resolve("report.html");
    Files.writeString(page, HtmlReport.render(run, new BuiltInReportWriter().write(run)));
    browser.get(page.toUri().toString());
  }

  private static List<String> corpus() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("src/test/resources/hostile-seeds.txt"))) {
      return lines.filter(line -> !line.isBlank()).toList();
    }
  }
}
