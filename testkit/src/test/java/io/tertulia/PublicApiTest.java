package io.tertulia;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tertulia.client.ConversationRef;
import io.tertulia.client.ConversationSnapshot;
import io.tertulia.client.MessageSnapshot;
import io.tertulia.client.ParticipantSnapshot;
import io.tertulia.client.SendTextMessageParams;
import io.tertulia.client.TalkSession;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What applications can name: clear about null, also for Kotlin, and values that can be compared
/// and printed.
@ExtendWith(TertuliaExtension.class)
class PublicApiTest {
  private static final Set<String> EXPORTED =
      Set.of(
          "io.tertulia.client",
          "io.tertulia.backend",
          "io.tertulia.protocol",
          "io.tertulia.protocol.content");

  private static final List<Class<?>> TYPES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(EXPORTED).stream()
              .filter(type -> EXPORTED.contains(type.getPackageName()))
              .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
              .<Class<?>>map(type -> type.reflect())
              .toList();

  @Test
  void every_type_says_what_may_be_null() {
    assertThat(TYPES).contains(TalkSession.class, ConversationSnapshot.class);
    assertThat(TYPES)
        .allSatisfy(
            type -> assertThat(type.getPackage().isAnnotationPresent(NullMarked.class)).isTrue());
  }

  @Test
  void callbacks_of_what_may_not_exist_take_null() {
    List<Method> single = new ArrayList<>();
    for (Class<?> type : TYPES) {
      Arrays.stream(type.getMethods())
          .filter(method -> method.getName().startsWith("subscribe"))
          .filter(method -> Arrays.asList(method.getParameterTypes()).contains(Consumer.class))
          .forEach(single::add);
    }
    assertThat(single)
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(method -> {
          AnnotatedType callback = method.getAnnotatedParameterTypes()[0];
          assertThat(callback.isAnnotationPresent(Nullable.class)).isTrue();
          var told = ((AnnotatedParameterizedType) callback).getAnnotatedActualTypeArguments()[0];
          assertThat(told.isAnnotationPresent(Nullable.class)).isTrue();
        });
  }

  @Test
  void every_snapshot_is_a_record_or_one_of_several() {
    assertThat(TYPES)
        .filteredOn(type -> type.getSimpleName().endsWith("Snapshot"))
        .hasSizeGreaterThanOrEqualTo(5)
        .allMatch(type -> type.isRecord() || type.isSealed());
  }

  @Test
  void snapshots_are_values_that_can_be_read(People people) {
    people.conversation("lunch", "alice", "bob");
    ConversationRef lunch = people.session("alice").conversation("lunch");
    var question = lunch.send("Hungry?").join();
    lunch.send(SendTextMessageParams.builder("Yes.").replyTo(question).build()).join();

    ConversationSnapshot one = lunch.get().join().orElseThrow();
    ConversationSnapshot other =
        people.device("alice").conversation("lunch").get().join().orElseThrow();
    assertThat(one).isNotSameAs(other).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(one.toString())
        .isEqualTo(other.toString())
        .startsWith("ConversationSnapshot[id=lunch, ")
        .contains("lastMessage=MessageSnapshot[id=", "sender=UserSnapshot[id=alice, name=Alice")
        .contains("referencedMessage=ReferencedMessageSnapshot[id=" + question.id())
        .contains("plaintext=Yes.", "plaintext=Hungry?");
    MessageSnapshot last = one.lastMessage();
    assertThat(last).isEqualTo(other.lastMessage()).isNotEqualTo(question.get().join().get());

    ParticipantSnapshot bob = lunch.participant("bob").get().join().orElseThrow();
    assertThat(bob).isEqualTo(lunch.participant("bob").get().join().orElseThrow());
    assertThat(bob.toString()).startsWith("ParticipantSnapshot[user=UserSnapshot[id=bob");
    ParticipantSnapshot alice = lunch.participant("alice").get().join().orElseThrow();
    assertThat(alice.joinedAt()).isEqualTo(one.joinedAt());
  }

  @Test
  void refs_know_their_ids(People people) {
    TalkSession session = people.session("alice");
    ConversationRef lunch = session.conversation("lunch");
    assertThat(lunch.id()).isEqualTo("lunch");
    assertThat(session.user("bob").id()).isEqualTo("bob");
    assertThat(lunch.message("m").id()).isEqualTo("m");
    assertThat(lunch.message("m").conversationId()).isEqualTo("lunch");
    assertThat(lunch.participant("bob").userId()).isEqualTo("bob");
  }
}
