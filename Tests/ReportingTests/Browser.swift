import Foundation
import Testing

/// A program that a test needs and a machine may lack.
enum InstalledProgram {
    /// Where the first of `names` is that is installed.
    static func path(_ names: [String]) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return names.lazy.flatMap { name in folders.map { "\($0)/\(name)" } }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}

/// Chromium without a window: what a page looks like and does, measured by the one that shows it.
struct Browser {
    static let program = InstalledProgram.path(["chromium", "chromium-browser", "google-chrome"])

    let folder: URL

    /// Writes the pages into a folder of their own.
    init(_ report: RenderedReport) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "tierwise-pages-\(UUID().uuidString)")
        for (path, text) in report.files {
            let file = folder.appending(path: path)
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// What a page is like at a width of so many pixels.
    struct Measures: Codable {
        /// Of everything in it; more than the width means that it scrolls to the side.
        let scrollWidth: Int
        let height: Int
        /// Upper edge of the first drawing; −1 without one.
        let firstChart: Int
        /// Texts of less contrast than WCAG's AA, with their colours.
        let faint: [String]
        /// Drawings without a text that says the same.
        let silent: [String]
        /// Lines to unfold that the keyboard does not reach or does not open.
        let unreachable: [String]
        /// Whether the page shows itself dark.
        let isDark: Bool
        /// Texts of drawings that leave their drawing, or cross each other.
        let clipped: [String]
    }

    /// - Returns: the measures, and what the browser had to say: errors, and what the page's policy forbade.
    func measure(_ page: String, width: Int, height: Int = 800, isDark: Bool = false) throws -> (measures: Measures, messages: [String]) {
        // A page's policy lets nobody else's script in: a frame around it looks at it from outside.
        let frame = folder.appending(path: "frame-\(UUID().uuidString).html")
        try Data(Self.frame(page, width: width, height: height, isDark: isDark).utf8).write(to: frame)
        let (output, messages) = try run([
            "--disable-web-security", "--allow-file-access-from-files", "--user-data-dir=\(folder.path)/profile-\(UUID().uuidString)",
            "--blink-settings=preferredColorScheme=\(isDark ? 0 : 1)", "--enable-logging=stderr", "--v=0", "--virtual-time-budget=10000", "--window-size=1400,1000", "--dump-dom", frame.absoluteString,
        ])
        let json = try #require(output.components(separatedBy: "<pre id=\"measures\">").dropFirst().first?.components(separatedBy: "</pre>").first)
        let text = json.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
        let said = messages.split(separator: "\n").filter { $0.contains(":CONSOLE") }.map(String.init)
        return (try JSONDecoder().decode(Measures.self, from: Data(text.utf8)), said)
    }

    /// Pages of paper.
    func printedPages(_ page: String) throws -> Int {
        let paper = folder.appending(path: "\(UUID().uuidString).pdf")
        _ = try run([
            "--no-pdf-header-footer", "--user-data-dir=\(folder.path)/profile-\(UUID().uuidString)", "--print-to-pdf=\(paper.path)",
            folder.appending(path: page).absoluteString,
        ])
        let bytes = try Data(contentsOf: paper)
        return String(decoding: bytes, as: Unicode.ASCII.self).matches(of: /\/Type \/Page\b[^s]/).count
    }

    private func run(_ arguments: [String]) throws -> (output: String, messages: String) {
        let process = Process()
        process.executableURL = URL(filePath: try #require(Self.program))
        process.arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-extensions", "--no-first-run"] + arguments
        let (output, messages) = (folder.appending(path: UUID().uuidString), folder.appending(path: UUID().uuidString))
        for file in [output, messages] { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: messages)
        try process.run()
        process.waitUntilExit()
        return (
            String(decoding: try Data(contentsOf: output), as: UTF8.self), String(decoding: try Data(contentsOf: messages), as: UTF8.self)
        )
    }

    /// A page that shows another at a width and writes down what it finds.
    private static func frame(_ page: String, width: Int, height: Int, isDark: Bool) -> String {
        """
        <!DOCTYPE html><html style="color-scheme:\(isDark ? "dark" : "light")"><meta charset="utf-8">
        <iframe id="page" src="\(page)" style="width:\(width)px;height:\(height)px;border:0"></iframe>
        <pre id="measures"></pre>
        <script>
        document.getElementById("page").addEventListener("load", (event) => {
          const doc = event.target.contentDocument, win = event.target.contentWindow;
          const shown = (element) => element.getClientRects().length > 0 && element.checkVisibility({opacityProperty: true, visibilityProperty: true});
          const channels = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
          const luminance = ([r, g, b]) => [r, g, b].map((v) => v / 255)
            .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
            .reduce((sum, v, place) => sum + v * [0.2126, 0.7152, 0.0722][place], 0);
          const behind = (element) => {
            for (let e = element; e; e = e.parentElement) {
              const colour = channels(win.getComputedStyle(e).backgroundColor);
              if (colour.length === 3 || colour[3] === 1) return colour;
            }
            return [255, 255, 255];
          };
          const faint = new Set();
          const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const node = walker.currentNode, element = node.parentElement;
            if (!node.data.trim() || ["SCRIPT", "STYLE", "title", "desc"].includes(element.tagName) || !shown(element)) continue;
            const style = win.getComputedStyle(element);
            const colour = channels(element.closest("svg") ? style.fill : style.color);
            const [a, b] = [luminance(colour), luminance(behind(element))].sort((x, y) => y - x);
            const size = parseFloat(style.fontSize), isLarge = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
            const ratio = (a + 0.05) / (b + 0.05);
            if (ratio < (isLarge ? 3 : 4.5)) faint.add(ratio.toFixed(2) + " " + colour + " " + node.data.trim().slice(0, 30));
          }
          const drawings = [...doc.querySelectorAll("svg")];
          const silent = drawings.filter((svg) => !(svg.querySelector("title")?.textContent.trim())).map((svg) => svg.outerHTML.slice(0, 60));
          const clipped = new Set();
          for (const svg of drawings.filter(shown)) {
            const frame = svg.getBoundingClientRect();
            const boxes = [...svg.querySelectorAll("text")].filter(shown).map((text) => ({text: text.textContent, box: text.getBoundingClientRect()}));
            for (const {text, box} of boxes) {
              if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) clipped.add("out: " + text);
            }
            for (let i = 0; i < boxes.length; i += 1) for (let j = i + 1; j < boxes.length; j += 1) {
              const [a, b] = [boxes[i].box, boxes[j].box];
              const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left), high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
              if (wide > 2 && high > 0.35 * Math.min(a.height, b.height)) clipped.add("cross: " + boxes[i].text + " | " + boxes[j].text);
            }
          }
          const unreachable = [];
          for (const summary of doc.querySelectorAll("summary")) {
            const details = summary.parentElement, wasOpen = details.open;
            summary.focus();
            if (doc.activeElement !== summary) unreachable.push("focus " + summary.textContent.trim().slice(0, 40));
            summary.click();
            if (details.open === wasOpen) unreachable.push("open " + summary.textContent.trim().slice(0, 40));
            details.open = wasOpen;
          }
          const first = drawings.find((svg) => shown(svg) && svg.closest("figure"));
          win.scrollTo(0, 0);
          document.getElementById("measures").textContent = JSON.stringify({
            scrollWidth: doc.documentElement.scrollWidth, height: doc.documentElement.scrollHeight,
            firstChart: first ? Math.round(first.getBoundingClientRect().top + win.scrollY) : -1,
            faint: [...faint].slice(0, 20), silent, unreachable, isDark: luminance(channels(win.getComputedStyle(doc.body).backgroundColor)) < 0.2, clipped: [...clipped].slice(0, 20),
          });
        });
        </script>
        """
    }
}
