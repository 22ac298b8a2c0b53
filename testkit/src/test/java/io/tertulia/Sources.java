package io.tertulia;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/// What stands in the main source folders of all modules, as javac reads it.
///
/// @param files one for each file that declares types
/// @param packages the folders that hold such files
record Sources(List<File> files, List<Path> packages) {

  /// A source file. Line counts are those of the file as it is, comments and blank lines included.
  record File(Path path, int lines, List<String> types, List<Body> bodies) {}

  /// A body in braces of a method, constructor, initializer or lambda; its lines are those between
  /// the braces.
  record Body(String place, long lines) {}

  static Sources read() throws IOException {
    var root = root();
    List<Path> paths;
    try (var tree = Files.walk(root)) {
      paths =
          tree.filter(path -> path.toString().endsWith(".java"))
              .filter(path -> root.relativize(path).toString().matches("[^/]+/src/main/java/.*"))
              .filter(path -> !path.endsWith("package-info.java"))
              .filter(path -> !path.endsWith("module-info.java"))
              .sorted()
              .toList();
    }
    return new Sources(parse(root, paths), paths.stream().map(Path::getParent).distinct().toList());
  }

  /// The repository: the folder above this one that holds Maven's settings.
  static Path root() {
    var folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  private static List<File> parse(Path root, List<Path> paths) throws IOException {
    if (paths.isEmpty()) {
      return List.of();
    }
    var compiler = ToolProvider.getSystemJavaCompiler();
    var units =
        compiler.getStandardFileManager(null, null, null).getJavaFileObjectsFromPaths(paths);
    var task = (JavacTask) compiler.getTask(null, null, null, null, null, units);
    var positions = Trees.instance(task).getSourcePositions();
    var files = new ArrayList<File>();
    for (var unit : task.parse()) {
      files.add(file(root, unit, positions));
    }
    return List.copyOf(files);
  }

  private static File file(Path root, CompilationUnitTree unit, SourcePositions positions) {
    var path = root.relativize(Path.of(unit.getSourceFile().toUri()));
    var reader = new Reader(path, unit, positions);
    reader.scan(unit, null);
    try (var lines = Files.lines(root.resolve(path))) {
      return new File(path, (int) lines.count(), reader.types, reader.bodies);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Reader extends TreeScanner<Void, Void> {
    private final List<String> types = new ArrayList<>();
    private final List<Body> bodies = new ArrayList<>();
    private final Path path;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    Reader(Path path, CompilationUnitTree unit, SourcePositions positions) {
      this.path = path;
      this.unit = unit;
      this.positions = positions;
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      if (!type.getSimpleName().isEmpty()) {
        types.add(type.getSimpleName().toString());
      }
      for (var member : type.getMembers()) {
        if (member instanceof BlockTree initializer) {
          measure(initializer);
        }
      }
      return super.visitClass(type, null);
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      if (method.getBody() != null) {
        measure(method.getBody());
      }
      return super.visitMethod(method, null);
    }

    @Override
    public Void visitLambdaExpression(LambdaExpressionTree lambda, Void nothing) {
      if (lambda.getBody() instanceof BlockTree block) {
        measure(block);
      }
      return super.visitLambdaExpression(lambda, null);
    }

    private void measure(Tree body) {
      var lines = unit.getLineMap();
      var first = lines.getLineNumber(positions.getStartPosition(unit, body));
      var last = lines.getLineNumber(positions.getEndPosition(unit, body) - 1);
      bodies.add(new Body(path + ":" + first, Math.max(0, last - first - 1)));
    }
  }
}
