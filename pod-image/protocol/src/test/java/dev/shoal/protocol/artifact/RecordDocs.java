package dev.shoal.protocol.artifact;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** What the sources say of records and of their components, so that it is said once. */
final class RecordDocs {
  private final Map<String, String> texts = new HashMap<>();

  RecordDocs(Path... folders) {
    try {
      for (Path folder : folders) {
        read(folder);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** First words of a record's comment. */
  @Nullable String of(Class<?> type) {
    return texts.get(type.getSimpleName());
  }

  /** What a record's comment says of a component. */
  @Nullable String of(Class<?> type, String component) {
    return texts.get(type.getSimpleName() + "." + component);
  }

  private void read(Path folder) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> sources = Files.list(folder)) {
      List<Path> java = sources.filter(path -> path.toString().endsWith(".java")).toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  problem -> {},
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(java));
      DocTrees trees = DocTrees.instance(task);
      var reader =
          new TreePathScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void unused) {
              DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
              if (comment != null) {
                take(type.getSimpleName().toString(), comment);
              }
              return super.visitClass(type, null);
            }
          };
      reader.scan(task.parse(), null);
    }
  }

  private void take(String type, DocCommentTree comment) {
    texts.put(type, plain(comment.getFullBody()));
    for (DocTree tag : comment.getBlockTags()) {
      if (tag instanceof ParamTree param) {
        texts.put(type + "." + param.getName(), plain(param.getDescription()));
      }
    }
  }

  private static String plain(List<? extends DocTree> parts) {
    return parts.stream()
        .map(DocTree::toString)
        .collect(Collectors.joining())
        .replaceAll("\\{@(?:code|link) #?([^}]*)\\}", "`$1`")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
